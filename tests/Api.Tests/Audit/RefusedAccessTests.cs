using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Registry.Api.Tests;

/// <summary>Whoever asks for what is another tenant's is in the platform's log, whether there is such a thing or not.</summary>
public sealed class RefusedAccessTests : IAsyncLifetime
{
    private readonly RegistryServer server = new("--Audit:RefusalPeriod=01:00:00", "--Audit:MostRefusals=3");

    public ValueTask InitializeAsync() => server.InitializeAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Refusals_OfTenants_AreEnteredWithHowOften()
    {
        var (mine, theirs) = (new Scene(server), new Scene(server));
        await theirs.InstallAsync();
        await mine.InstallAsync();

        (await mine.Admin.GetAsync(theirs.InstallationPath)).Is(404);
        (await mine.Admin.PutAsync(theirs.InstallationPath)).Is(404);
        (await mine.Admin.GetAsync($"/v1/workspaces/ws_{Scene.NewId()}/installations")).Is(404);
        (await mine.Developer.GetAsync(theirs.AppPath)).Is(404);
        (await mine.Developer.GetAsync($"{mine.AppPath}-not")).Is(404);

        // These are no business of another tenant.
        (await mine.Admin.GetAsync($"{mine.InstallationPath}-not")).Is(404);
        (await mine.Developer.GetAsync($"{mine.AppPath}/deliveries/1-{mine.Workspace}")).Is(404);
        (await mine.Operator.GetAsync($"{mine.AppPath}-not")).Is(404);

        var entries = await EntriesAsync(mine);
        Assert.Equal(4, entries.Count);
        Assert.Contains(entries, entry => Is(entry, $"workspace_admin:{mine.Workspace}", $"workspace/{theirs.Workspace}") && CountOf(entry) == 2);
        Assert.Contains(entries, entry => Is(entry, $"developer:{mine.DeveloperId}", $"app/{theirs.App}") && CountOf(entry) == 1);
        Assert.Contains(entries, entry => Is(entry, $"developer:{mine.DeveloperId}", $"app/{mine.App}-not"));
        Assert.All(entries, entry => Assert.Equal("127.0.0.1", entry.GetProperty("address").GetString()));
        Assert.DoesNotContain(entries, entry => entry.GetProperty("subject").GetString() == $"workspace/{mine.Workspace}");
    }

    [Fact]
    public async Task Refusals_OfManyThings_MakeFewEntries()
    {
        var scene = new Scene(server);
        for (var number = 0; number < 50; number++)
        {
            (await scene.Developer.GetAsync($"{scene.AppPath}-{number}")).Is(404);
        }

        var entries = await EntriesAsync(scene);

        Assert.Equal(4, entries.Count);
        Assert.Contains(entries, entry => entry.GetProperty("subject").ValueKind == JsonValueKind.Null && CountOf(entry) == 47);
    }

    [Fact]
    public async Task Period_WhenItEnds_IsEnteredByItself()
    {
        await using var quick = new RegistryServer("--Audit:RefusalPeriod=00:00:01");
        await quick.InitializeAsync();
        var scene = new Scene(quick);
        (await scene.Developer.GetAsync(scene.AppPath)).Is(404);

        await Until.TrueAsync(async () => (await scene.Operator.GetAsync("/v1/audit?action=access_refused")).Is(200).Json.GetProperty("items").GetArrayLength() == 1);
    }

    private static bool Is(JsonElement entry, string actor, string subject) =>
        entry.GetProperty("actor").GetString() == actor && entry.GetProperty("subject").GetString() == subject;

    private static int CountOf(JsonElement entry) => entry.GetProperty("count") is { ValueKind: JsonValueKind.Number } count ? count.GetInt32() : 1;

    // Those of a scene, in a period that ends now.
    private async Task<List<JsonElement>> EntriesAsync(Scene scene)
    {
        await server.Services.GetRequiredService<RefusedAccess>().EnterAsync();
        var page = (await scene.Operator.GetAsync("/v1/audit?action=access_refused&limit=200")).Is(200).Json;
        return [.. page.GetProperty("items").EnumerateArray().Where(entry => entry.GetProperty("actor").GetString() is { } actor && (actor.EndsWith(scene.Workspace, StringComparison.Ordinal) || actor.EndsWith(scene.DeveloperId, StringComparison.Ordinal)))];
    }
}
