using System.Text.Json.Nodes;

namespace Registry.Cluster.Tests;

/// <summary>Changes one installation over and over and remembers what was acknowledged and what was under way.</summary>
internal sealed class InstallationWriter(string workspace, string app, int seed)
{
    public static readonly string[] Scopes = ["read_tags", "write_tags", "read_conversations"];

    private readonly Random random = new(seed);
    private Change? underWay;

    public string Path { get; } = $"/v1/workspaces/{workspace}/installations/{app}";

    /// <summary>What was acknowledged last.</summary>
    public InstallationFacts Acknowledged { get; private set; } = InstallationFacts.None;

    /// <summary>How many changes were acknowledged.</summary>
    public int Changes { get; private set; }

    /// <summary>Makes changes until the registry stops to answer.</summary>
    public async Task RunAsync(RegistryClient client)
    {
        while (true)
        {
            var change = underWay = Next();
            if (await client.SendAsync(change.Method, change.Path, change.Body) is not { } answer)
            {
                return;
            }

            Acknowledged = InstallationFacts.Of(answer);
            Changes++;
            Assert.Equal(change.After.Scopes, Acknowledged.Scopes);
            Assert.Equal(change.After.Status, Acknowledged.Status);
            underWay = null;

            // What was revoked is denied at the very next check.
            var scope = Scopes[random.Next(Scopes.Length)];
            if (await client.SendAsync(HttpMethod.Get, $"{Path}/scopes/{scope}") is not { } check)
            {
                return;
            }

            Assert.Equal(Acknowledged.Allows(scope), (bool)check["allowed"]!);
            Assert.Equal(Acknowledged.Revision, (long)check["revision"]!);
        }
    }

    /// <summary>Compares what is there with what was acknowledged.</summary>
    /// <param name="client">The registry, started again.</param>
    /// <param name="afterKill">Whether the change that was under way may have been made without its answer having come through.</param>
    public async Task VerifyAsync(RegistryClient client, bool afterKill)
    {
        var found = await client.FindAsync(Path) is { } installation ? InstallationFacts.Of(installation) : InstallationFacts.None;

        // Either all that was acknowledged and nothing else, or also the whole of the change that was under way.
        if (afterKill && found.Revision != Acknowledged.Revision)
        {
            Assert.NotNull(underWay);
            Assert.Equal(Acknowledged.Revision + 1, found.Revision);
            Assert.Equal(underWay.After.Status, found.Status);
            Assert.Equal(underWay.After.Scopes, found.Scopes);
        }
        else
        {
            Assert.Equal(Acknowledged.Revision, found.Revision);
            Assert.Equal(Acknowledged.Status, found.Status);
            Assert.Equal(Acknowledged.Scopes, found.Scopes);
        }

        Acknowledged = found;
        underWay = null;
        foreach (var scope in Scopes)
        {
            Assert.Equal(found.Allows(scope), (bool)(await client.GetAsync($"{Path}/scopes/{scope}"))["allowed"]!);
        }

        if (found.Revision > 0)
        {
            await VerifyHistoryAsync(client);
        }
    }

    // No change is missing, each starts where the one before ended, and the last one led to what is there.
    private async Task VerifyHistoryAsync(RegistryClient client)
    {
        var history = await client.ListAsync($"{Path}/history?order=oldest");
        Assert.Equal(Enumerable.Range(1, (int)Acknowledged.Revision).Select(revision => (long)revision), history.Select(change => (long)change["revision"]!));
        for (var entry = 1; entry < history.Count; entry++)
        {
            Assert.True(JsonNode.DeepEquals(history[entry - 1]["after"], history[entry]["before"]));
        }

        Assert.Equal(Acknowledged.Status, (string)history[^1]["after"]!["status"]!);
    }

    private Change Next()
    {
        if (Acknowledged.Status != "installed")
        {
            return new(HttpMethod.Put, Path, null, new("installed", [.. Scopes.Order(StringComparer.Ordinal)], 0));
        }

        var scope = Scopes[random.Next(Scopes.Length)];
        return random.Next(10) switch
        {
            0 => new(HttpMethod.Delete, Path, null, new("uninstalled", [], 0)),
            < 5 => new(HttpMethod.Put, $"{Path}/scopes/{scope}", null, Acknowledged with { Scopes = [.. Acknowledged.Scopes.Append(scope).Distinct().Order(StringComparer.Ordinal)] }),
            _ => new(HttpMethod.Delete, $"{Path}/scopes/{scope}", null, Acknowledged with { Scopes = [.. Acknowledged.Scopes.Where(granted => granted != scope)] }),
        };
    }

    private sealed record Change(HttpMethod Method, string Path, object? Body, InstallationFacts After);
}
