using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Registry.Api.Tests.Isolation;

/// <summary>Somebody who calls, with a token or a session of whatever kind.</summary>
/// <param name="Name">What is right or wrong with it, for messages.</param>
/// <param name="Authorization">The header of that name; null for none.</param>
/// <param name="Session">The cookie of the session; null for none.</param>
internal sealed partial record Visitor(string Name, string? Authorization = null, string? Session = null)
{
    // What protects the forms of this person: a cookie and the field that goes with it.
    private (string Cookie, string Field)? forms;

    public override string ToString() => Name;

    /// <summary>Makes a call.</summary>
    /// <param name="client">The service.</param>
    /// <param name="row">The endpoint.</param>
    /// <param name="target">What it is about.</param>
    /// <param name="condition">What the call carries besides.</param>
    /// <param name="work">The name of what it leads to, see <see cref="WorkCounter"/>.</param>
    /// <param name="formsOf">Whose form it is: by default the visitor's own.</param>
    public async Task<Answer> CallAsync(HttpClient client, Row row, Target target, Condition? condition = null, string? work = null, Visitor? formsOf = null)
    {
        var keys = row.Door is Door.Page or Door.Open && row.Writes && Session is not null ? await (formsOf ?? this).FormsAsync(client) : null;
        using var request = new HttpRequestMessage(new HttpMethod(row.Method), $"{target.Fill(row.Route)}{row.Query}") { Content = Content(row, target, condition, keys?.Field) };
        Sign(request, keys?.Cookie);
        foreach (var (name, value) in row.Door == Door.Page ? [] : condition?.Headers ?? [])
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        }

        if (work is not null)
        {
            request.Headers.Add(WorkCounter.Header, work);
        }

        return await SendAsync(client, request, row.Streams);
    }

    private static StringContent? Content(Row row, Target target, Condition? condition, string? field)
    {
        var body = row.Body is null ? null : target.Fill(row.Body);
        if (row.Door is not (Door.Page or Door.Open) || row.Method != "POST")
        {
            return body is null ? null : new(body, Encoding.UTF8, "application/json");
        }

        string?[] parts = [$"_handler={row.Form ?? "none"}", field is null ? null : $"__RequestVerificationToken={WebUtility.UrlEncode(field)}", body, condition?.Fields];
        return new(string.Join('&', parts.OfType<string>()), Encoding.UTF8, "application/x-www-form-urlencoded");
    }

    private static async Task<Answer> SendAsync(HttpClient client, HttpRequestMessage request, bool headOnly)
    {
        var until = headOnly ? HttpCompletionOption.ResponseHeadersRead : HttpCompletionOption.ResponseContentRead;
        using var response = await client.SendAsync(request, until, TestContext.Current.CancellationToken);
        if (headOnly && response.IsSuccessStatusCode)
        {
            // Hangs up: the service would wait for the end of it when it stops.
            response.Content.Dispose();
            response.Content = new StringContent("");
        }

        return await Answer.OfAsync(response);
    }

    private void Sign(HttpRequestMessage request, string? formCookie)
    {
        if (Authorization is not null)
        {
            Assert.True(request.Headers.TryAddWithoutValidation("Authorization", Authorization));
        }

        if (string.Join("; ", new[] { Session, formCookie }.OfType<string>()) is { Length: > 0 } cookies)
        {
            request.Headers.Add("Cookie", cookies);
        }
    }

    // From the form to sign out, which is on every page of whoever is signed in.
    private async Task<(string Cookie, string Field)?> FormsAsync(HttpClient client)
    {
        if (forms is null)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-out");
            Sign(request, null);
            using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
            var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            if (FormToken().Match(page) is { Success: true } token && response.Headers.TryGetValues("Set-Cookie", out var cookies))
            {
                forms = (cookies.Single(cookie => cookie.StartsWith("registry-hub-forms=", StringComparison.Ordinal)).Split(';')[0], token.Groups[1].Value);
            }
        }

        return forms;
    }

    [GeneratedRegex("""name="__RequestVerificationToken" value="([^"]+)""")]
    private static partial Regex FormToken();
}
