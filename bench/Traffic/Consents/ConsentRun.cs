using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;

namespace Registry.Traffic;

/// <summary>
/// Gets access tokens as apps get them: the admin of each workspace signs in, consents, and the app exchanges the code. Prints a
/// token on each line.
/// </summary>
internal static partial class ConsentRun
{
    private const string RedirectUri = "https://bench.example/installed";

    public static async Task RunAsync(RegistryClient registry, LoadOptions options)
    {
        for (var app = 1; app <= options.Apps; app++)
        {
            await registry.SendAsync(HttpMethod.Put, $"/v1/apps/app-{app}/oauth", new { redirectUris = new[] { RedirectUri } });
            using var secret = await registry.SendAsync(HttpMethod.Post, $"/v1/apps/app-{app}/client-secrets");
            for (var workspace = 1; workspace <= options.Workspaces; workspace++)
            {
                Console.WriteLine(await GetAsync(options, $"app-{app}", secret.RootElement.GetProperty("clientSecret").GetString()!, $"ws-{workspace}"));
            }
        }
    }

    private static async Task<string> GetAsync(LoadOptions options, string app, string secret, string workspace)
    {
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new() }) { BaseAddress = options.Registry };
        await SubmitAsync(browser, "/sign-in", "admin", ("workspace", workspace));
        var verifier = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var request = QueryHelpers.AddQueryString("/oauth/authorize", new Dictionary<string, string?>
        {
            ["response_type"] = "code",
            ["client_id"] = app,
            ["redirect_uri"] = RedirectUri,
            ["code_challenge"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))),
            ["code_challenge_method"] = "S256",
        });
        using var asked = await browser.GetAsync(new Uri(request, UriKind.Relative));
        var answered = await SubmitAsync(browser, asked.Headers.Location!.OriginalString, "consent", ("step", "allow"));
        using var back = await browser.GetAsync(answered);
        var code = QueryHelpers.ParseQuery(back.Headers.Location!.Query)["code"].ToString();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["client_id"] = app,
            ["client_secret"] = secret,
            ["code"] = code,
            ["code_verifier"] = verifier,
            ["redirect_uri"] = RedirectUri,
        });
        using var exchanged = await browser.PostAsync(new Uri("/oauth/token", UriKind.Relative), form);
        using var tokens = JsonDocument.Parse(await exchanged.Content.ReadAsStringAsync());
        return tokens.RootElement.GetProperty("access_token").GetString()!;
    }

    // Sends a form of a page with what is hidden in it; where that leads to.
    private static async Task<Uri> SubmitAsync(HttpClient browser, string path, string form, (string Name, string Value) field)
    {
        var page = await browser.GetStringAsync(new Uri(path, UriKind.Relative));
        var start = page.LastIndexOf("<form", page.IndexOf($"value=\"{form}\"", StringComparison.Ordinal), StringComparison.Ordinal);
        var html = page[start..page.IndexOf("</form>", start, StringComparison.Ordinal)];
        using var content = new FormUrlEncodedContent(Hidden().Matches(html)
            .Select(hidden => KeyValuePair.Create(hidden.Groups[1].Value, WebUtility.HtmlDecode(hidden.Groups[2].Value)))
            .Append(KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await browser.PostAsync(new Uri(path, UriKind.Relative), content);
        return answer.Headers.Location ?? throw new InvalidOperationException($"The form {form} was answered {(int)answer.StatusCode}.");
    }

    [GeneratedRegex("""<input type="hidden" name="([^"]+)" value="([^"]*)" ?/?>""")]
    private static partial Regex Hidden();
}
