using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Registry.Cluster.Tests;

/// <summary>Reads everything when all is quiet: what the registry says in the end is part of the history.</summary>
internal sealed class FinalReading(StormScene scene, RecordingClient client, Recorder recorder)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    public async Task RunAsync()
    {
        // Lists first, before reads of the installations themselves could have brought their rows up to date.
        Dictionary<string, List<JsonNode>> lists = [];
        foreach (var (path, _) in scene.Lists)
        {
            lists[path] = [.. await ItemsAsync(path), .. await ItemsAsync($"{path}?status=uninstalled")];
        }

        Dictionary<InstallationAddress, JsonNode> shown = [];
        foreach (var installation in scene.Installations)
        {
            if (await ReadAsync(installation) is { } json)
            {
                shown[installation] = json;
            }
        }

        foreach (var (path, has) in scene.Lists)
        {
            recorder.History.Lists.Add(new(path, lists[path], [.. shown.Where(installation => has(installation.Key)).Select(installation => installation.Value)]));
        }

        foreach (var app in scene.Apps)
        {
            await ReadAsync(app);
        }
    }

    private async Task<JsonNode?> ReadAsync(InstallationAddress installation)
    {
        var reply = await InsistAsync(() => client.GetAsync(installation));
        var history = recorder.Of(installation);
        history.FinalRevision = 0;
        if (reply.IsSuccess)
        {
            history.FinalRevision = (long)reply.Json!["revision"]!;
            var entries = await ItemsAsync($"{installation.Path}/history?order=oldest");
            history.Ledger.AddRange(entries.Select(entry => EntryOf(entry, "revision", InstallationState.Of)));
        }

        foreach (var scope in StormScene.Scopes)
        {
            await client.CheckAsync(installation, scope);
        }

        return reply.IsSuccess ? reply.Json : null;
    }

    private async Task ReadAsync(string app)
    {
        var reply = await InsistAsync(() => client.GetAsync(app));
        var versions = await ItemsAsync($"/v1/apps/{app}/versions");
        versions.Reverse();
        recorder.Of(app).FinalRevision = (long)reply.Json!["manifestVersion"]!;
        recorder.Of(app).Ledger.AddRange(versions.Select(version => EntryOf(version, "manifestVersion", AppState.Of)));
    }

    private static LedgerEntry<TState> EntryOf<TState>(JsonNode entry, string revision, Func<JsonNode?, TState> state)
        where TState : class => new((long)entry[revision]!, (string)entry["requestId"]!, state(entry["before"]), state(entry["after"]));

    private async Task<List<JsonNode>> ItemsAsync(string path)
    {
        List<JsonNode> items = [];
        string? cursor = null;
        do
        {
            var after = cursor;
            var page = (await InsistAsync(() => client.ReadAsync($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}limit=200{(after is null ? "" : $"&cursor={Uri.EscapeDataString(after)}")}"))).Json!;
            items.AddRange(page["items"]!.AsArray().Select(item => item!));
            cursor = (string?)page["nextCursor"];
        }
        while (cursor is not null);

        return items;
    }

    // The last fault may still be on its way out.
    private static async Task<Reply> InsistAsync(Func<Task<Reply>> read)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            if (await read() is { Status: 200 or 404 } reply)
            {
                return reply;
            }

            Assert.True(Stopwatch.GetElapsedTime(started) < Limit, "The registry does not answer although all is quiet.");
            await Task.Delay(200);
        }
    }
}
