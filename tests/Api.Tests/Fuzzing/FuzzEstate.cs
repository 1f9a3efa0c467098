using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Registry.Grains.Interfaces;

namespace Registry.Api.Tests.Fuzzing;

/// <summary>What there is before the requests come: apps in every state of review, installed in every workspace, with deliveries.</summary>
internal sealed class FuzzEstate(RegistryServer server, HookReceiver receiver)
{
    private const int AppsOfEach = 4;
    private const int Events = 5;

    private static readonly string[] Scopes = ["read_tags", "read_events", "read_admins", "read_and_list_users_and_companies", "read_conversations", "read_data_when_entered_into_the_app"];

    private static readonly string[] Tokens = ["00000000000000f1", "00000000000000f2", "00000000000000f3"];

    private readonly HttpCaller administrator = new(server.Client, server.Token(["operator"]));

    public string[] Developers { get; } = ["fuzz_dev_1", "fuzz_dev_2"];

    public string[] Workspaces { get; } = ["fuzz_ws_1", "fuzz_ws_2", "fuzz_ws_3"];

    private IEnumerable<string> Apps => Developers.SelectMany(_ => Enumerable.Range(1, AppsOfEach), (developer, number) => $"{developer}-app-{number}");

    /// <summary>Brings everything into its first state, from whatever it has come to.</summary>
    public async Task RestoreAsync()
    {
        foreach (var developer in Developers)
        {
            var owner = new HttpCaller(server.Client, server.Token(["developer"], developer: developer));
            for (var number = 1; number <= AppsOfEach; number++)
            {
                await RestoreAsync(owner, $"{developer}-app-{number}", number);
            }
        }
    }

    /// <summary>Has something happen in the workspaces, and tells the pool of all that there is, by the examples of the reference.</summary>
    public async Task FillAsync(Pool pool)
    {
        var catalog = (await administrator.GetAsync("/v1/catalog")).Is(200);
        pool.Found("ws_acme", Workspaces);
        pool.Found("dev_fin", Developers);
        pool.Found("fin-reports", Apps);

        // What the apps ask for comes up more often than the rest of the catalog, and often as a whole.
        pool.Found("read_tags", [.. Ids(catalog.Json, "scopes"), .. Enumerable.Repeat(Scopes, 10).SelectMany(scopes => scopes)]);
        pool.Found("company.created", [.. Ids(catalog.Json, "topics"), .. Enumerable.Repeat("company.created", 200)]);
        pool.FoundList("read_tags", Scopes);
        pool.FoundList("company.created", "company.created");
        pool.Found("canvas_kit", Ids(catalog.Json, "capabilities"));
        pool.Found("1795474800000000-ws_acme", await DeliverAsync());
        pool.Found("4f1c9a0b7d3e6528", Tokens);
        pool.Found("3", "1", "2");
        pool.Found("\"7\"", "*", "\"1\"", "\"2\"", "\"3\"", "\"4\", \"5\"", "W/\"1\"");
        pool.Found("\"4f2a\u2026\"", catalog.ETag!, "\"other\"", "*");
        pool.Found("1f0c6a54-6f0e-4a55-9c6a-0b7a3c1d2e3f", Enumerable.Range(0, 20).Select(number => $"{Marks.Key}-{number}"));
    }

    private static IEnumerable<string> Ids(JsonElement catalog, string list) => catalog.GetProperty(list).EnumerateArray().Select(item => item.GetProperty("id").GetString()!);

    private async Task<IEnumerable<string>> DeliverAsync()
    {
        foreach (var workspace in Workspaces)
        {
            for (var number = 0; number < Events; number++)
            {
                (await administrator.PostAsync($"/v1/workspaces/{workspace}/events", """{"topic":"company.created","data":{"type":"company"}}""")).Is(202);
            }
        }

        await Until.TrueAsync(() => receiver.Received.Count(each => each.GetProperty("topic").GetString() == "company.created") == 3 * Developers.Length * Workspaces.Length * Events);
        var found = await Task.WhenAll(Apps.Select(async app => (await administrator.GetAsync($"/v1/apps/{app}/deliveries")).Is(200).Json.GetProperty("items")));
        return found.SelectMany(items => items.EnumerateArray()).Select(delivery => delivery.GetProperty("id").GetString()!).Distinct();
    }

    // The first two are private, the third is approved, the fourth is in review.
    private async Task RestoreAsync(HttpCaller owner, string app, int number)
    {
        await SendAsync(administrator, "DELETE", $"/v1/apps/{app}/suspension");
        await SendAsync(owner, "PUT", $"/v1/apps/{app}", $$"""
            { "name": "{{Marks.Text}}", "visibility": "{{(number < 3 ? "private" : "public")}}", "workspaces": ["{{string.Join("\",\"", Workspaces)}}"], "capabilities": ["canvas_kit"],
              "scopes": [{"id":"read_tags","reason":"{{Marks.Text}}"},{"id":"read_events","reason":"{{Marks.Text}}"}], "webhook": { "url": "{{receiver.Url}}", "topics": ["company.created"] } }
            """);
        if (number >= 3)
        {
            await SendAsync(owner, "POST", $"/v1/apps/{app}/submit");
        }

        if (number == 3)
        {
            await SendAsync(administrator, "POST", $"/v1/apps/{app}/review", """{"decision":"approve"}""");
        }

        foreach (var workspace in number < 4 ? Workspaces : [])
        {
            await SendAsync(administrator, "PUT", $"/v1/workspaces/{workspace}/installations/{app}");
            await IssueAsync(workspace, app);
        }
    }

    // As if the app had been let in: the way there is no call of the reference.
    private async Task IssueAsync(string workspace, string app)
    {
        var installation = server.Services.GetRequiredService<IGrainFactory>().GetInstallation(new(WorkspaceId.Parse(workspace), AppId.Parse(app)));
        var (known, installed) = (await installation.GetTokensAsync() ?? [], await installation.GetAsync());
        foreach (var id in Tokens.Select(token => AccessTokenId.Parse(token)).Where(id => installed is not null && known.All(token => token.Id != id)))
        {
            await installation.IssueTokenAsync(
                new(id, "hash", AuthorizationCodeId.Parse(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))), default, installed!.InstalledAt),
                new($"workspace_admin:{workspace}", "fuzz"));
        }
    }

    // It may be refused: others change the same things meanwhile.
    private static async Task SendAsync(HttpCaller caller, string method, string path, string? body = null)
    {
        var answer = await caller.SendAsync(method, path, body);
        Assert.True(answer.Status < 500, $"{method} {path}: {answer.Text}");
    }
}
