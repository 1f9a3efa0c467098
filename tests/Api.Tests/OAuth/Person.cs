using System.Net;
using System.Text.RegularExpressions;

namespace Registry.Api.Tests.OAuth;

/// <summary>Somebody with a browser that has cookies and fills in forms, and goes nowhere by itself.</summary>
internal sealed partial class Person(HttpClient client)
{
    private readonly Dictionary<string, string> cookies = [];

    public async Task<Person> SignInAsync(string form, params (string Name, string Value)[] fields)
    {
        var page = (await GetAsync("/sign-in")).Is(200);
        (await SubmitAsync("/sign-in", page, form, fields)).Is(302);
        return this;
    }

    public Task<Person> SignInAsAdminAsync(string workspace) => SignInAsync("admin", ("workspace", workspace));

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    /// <summary>Sends a form of a page with what is hidden in it, and with these fields instead or besides.</summary>
    public Task<Answer> SubmitAsync(string path, Answer page, string form, params (string Name, string Value)[] fields)
    {
        var start = page.Text.IndexOf($"value=\"{form}\"", StringComparison.Ordinal);
        Assert.True(start >= 0, $"The page has no form {form}: {page.Text}");
        start = page.Text.LastIndexOf("<form", start, StringComparison.Ordinal);
        var html = page.Text[start..page.Text.IndexOf("</form>", start, StringComparison.Ordinal)];
        var sent = Hidden().Matches(html)
            .Select(field => (Name: field.Groups[1].Value, Value: WebUtility.HtmlDecode(field.Groups[2].Value)))
            .Where(field => fields.All(given => given.Name != field.Name || given.Value.Length > 0))
            .Concat(fields.Where(field => field.Value.Length > 0));
        return PostAsync(path, [.. sent]);
    }

    public Task<Answer> PostAsync(string path, params (string Name, string Value)[] fields) =>
        SendAsync(HttpMethod.Post, path, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    private async Task<Answer> SendAsync(HttpMethod method, string path, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Add("Accept", "text/html");
        if (cookies.Count > 0)
        {
            request.Headers.Add("Cookie", string.Join("; ", cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        }

        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        foreach (var cookie in response.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
        {
            var (name, value) = (cookie[..cookie.IndexOf('=', StringComparison.Ordinal)], cookie.Split(';')[0][(cookie.IndexOf('=', StringComparison.Ordinal) + 1)..]);
            if (value.Length == 0)
            {
                cookies.Remove(name);
            }
            else
            {
                cookies[name] = value;
            }
        }

        return await Answer.OfAsync(response);
    }

    [GeneratedRegex("""<input type="hidden" name="([^"]+)" value="([^"]*)" ?/?>""")]
    private static partial Regex Hidden();
}
