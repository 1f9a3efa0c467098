using System.Net;
using System.Text.RegularExpressions;

namespace Registry.Cluster.Tests;

/// <summary>The Developer Hub in front of a cluster: a person is signed in at every API process.</summary>
[Collection(nameof(ProcessCollection))]
public sealed class HubSessionTests : IDisposable
{
    private readonly HttpClientHandler handler = new() { AllowAutoRedirect = false };
    private readonly HttpClient person;

    public HubSessionTests() => person = new(handler) { Timeout = TimeSpan.FromSeconds(60) };

    public void Dispose()
    {
        person.Dispose();
        handler.Dispose();
    }

    [Fact]
    public async Task SignedIn_AtOneProcess_IsSoAtAnotherAndAfterARestart()
    {
        await using var storage = await ClusterStorage.StartAsync("Postgres");
        await using var cluster = await ClusterOfProcesses.StartAsync(1, 2, storage.Settings(storage.Port));
        var (first, second) = (cluster.Apis[0].Address, cluster.Apis[1].Address);
        Assert.Equal(HttpStatusCode.Redirect, (await GetAsync(second, "/cluster")).Status);

        Assert.Equal(HttpStatusCode.Redirect, await SendAsync(first, "/sign-in", "developer", ("developer", "dev_fin")));
        Assert.Equal(HttpStatusCode.Redirect, await SendAsync(first, "/apps/new", "app", ("app", "fin-reports"), ("name", "Fin reports"), ("visibility", "private"), ("workspaces", "ws_acme")));

        var (status, page) = await GetAsync(second, "/apps");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("Fin reports", page, StringComparison.Ordinal);

        await cluster.ReplaceApiAsync(0);
        await cluster.ReplaceApiAsync(1);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(first, "/apps/fin-reports")).Status);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(second, "/apps/fin-reports")).Status);
    }

    private async Task<(HttpStatusCode Status, string Page)> GetAsync(Uri server, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server, path));
        request.Headers.Accept.ParseAdd("text/html");
        using var answer = await person.SendAsync(request, TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private async Task<HttpStatusCode> SendAsync(Uri server, string path, string form, params (string Name, string Value)[] fields)
    {
        var page = (await GetAsync(server, path)).Page;
        var hidden = new[] { "__RequestVerificationToken", "form.key" }.Select(name => KeyValuePair.Create(name, Hidden(name).Match(page).Groups[1].Value));
        using var content = new FormUrlEncodedContent([.. hidden, KeyValuePair.Create("_handler", form), .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server, path)) { Content = content };
        request.Headers.Accept.ParseAdd("text/html");
        request.Headers.Add("Origin", server.GetLeftPart(UriPartial.Authority));
        using var answer = await person.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private static Regex Hidden(string name) => new($"name=\"{Regex.Escape(name)}\" value=\"([^\"]*)\"");
}
