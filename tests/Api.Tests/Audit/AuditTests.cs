using System.Text;
using System.Text.Json;
using Registry.Silo;

namespace Registry.Api.Tests;

/// <summary>Audit logs over HTTP: lists, filters, pages, exports and verification.</summary>
public sealed class AuditTests(RegistryServer server)
{
    private readonly Scene scene = new(server);

    private string DeveloperLog => $"/v1/developers/{scene.DeveloperId}/audit";

    private string WorkspaceLog => $"/v1/workspaces/{scene.Workspace}/audit";

    [Fact]
    public async Task Log_OfADeveloper_TellsWhatHappenedToItsApps()
    {
        await SuspendAsync("Sends spam");

        var page = (await scene.Developer.GetAsync(DeveloperLog)).Is(200).Json;

        var entries = page.GetProperty("items").EnumerateArray().ToArray();
        Assert.Equal(["app_resumed", "app_suspended"], entries.Select(entry => entry.GetProperty("action").GetString()));
        var suspended = entries[1];
        Assert.Equal(1, suspended.GetProperty("sequence").GetInt64());
        Assert.Equal("operator", suspended.GetProperty("actor").GetString());
        Assert.Equal($"app/{scene.App}", suspended.GetProperty("subject").GetString());
        Assert.Equal("Sends spam", suspended.GetProperty("reason").GetString());
        Assert.Equal(2, suspended.GetProperty("version").GetInt64());
        Assert.Matches("^[0-9a-f]{32}$", suspended.GetProperty("requestId").GetString());
        Assert.Matches("^[0-9a-f]{64}$", suspended.GetProperty("hash").GetString());
        Assert.Equal(JsonValueKind.Null, page.GetProperty("nextCursor").ValueKind);
        Assert.Contains($"app/{scene.App}", (await scene.Operator.GetAsync($"/v1/audit?subject=app/{scene.App}")).Is(200).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Log_WithFiltersAndPages_HasWhatTheyAskFor()
    {
        await scene.InstallAsync();
        var noon = TimeProvider.System.GetUtcNow();
        for (var time = 0; time < 3; time++)
        {
            (await scene.Admin.PutAsync($"{scene.InstallationPath}/suspension", """{"reason":"Trial"}""")).Is(200);
            (await scene.Operator.DeleteAsync($"{scene.InstallationPath}/suspension")).Is(200);
        }

        Assert.Equal([6, 5, 4, 3, 2, 1], await SequencesAsync(WorkspaceLog));
        Assert.Equal([1, 2, 3, 4, 5, 6], await SequencesAsync($"{WorkspaceLog}?order=oldest&limit=4"));
        Assert.Equal([5, 3, 1], await SequencesAsync($"{WorkspaceLog}?action=installation_suspended&limit=1"));
        Assert.Equal([6, 4, 2], await SequencesAsync($"{WorkspaceLog}?actor=operator&limit=2"));
        Assert.Equal([5, 3, 1], await SequencesAsync($"{WorkspaceLog}?actor=workspace_admin:{scene.Workspace}"));
        Assert.Equal(6, (await SequencesAsync($"{WorkspaceLog}?subject=installation/{scene.Workspace}/{scene.App}")).Count);
        Assert.Empty(await SequencesAsync($"{WorkspaceLog}?until={noon:yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'}"));
        Assert.Equal(6, (await SequencesAsync($"{WorkspaceLog}?from={noon:yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'}")).Count);

        // Of another list.
        var cursor = (await scene.Admin.GetAsync($"{WorkspaceLog}?limit=1")).Json.GetProperty("nextCursor").GetString();
        (await scene.Admin.GetAsync($"{WorkspaceLog}?limit=1&actor=operator&cursor={cursor}")).Refused(400, "invalid_cursor");
    }

    [Theory]
    [InlineData("action=everything", "action")]
    [InlineData("action=", "action")]
    [InlineData("from=yesterday", "from")]
    [InlineData("from=2026-05-03", "from")]
    [InlineData("until=2026-05-03T00:00:00", "until")]
    [InlineData("actor=a&actor=b", "actor")]
    [InlineData("who=a", "who")]
    public async Task Log_WithAFilterThatIsNone_SaysWhatIsWrong(string query, string field)
    {
        var answer = (await scene.Admin.GetAsync($"{WorkspaceLog}?{query}")).Refused(400, "invalid_request");

        Assert.Equal([field], answer.Errors);
    }

    [Fact]
    public async Task Export_OfALog_IsVerifiedWithoutTheRegistryAndIsItselfAnEntry()
    {
        await SuspendAsync("Sends \"spam\" – größer\n<b>");

        var export = (await scene.Developer.GetAsync($"{DeveloperLog}/export")).Is(200);

        Assert.Equal("application/x-ndjson", export.MediaType);
        Assert.Contains($"audit-developer-{scene.DeveloperId}.jsonl", export.Headers["Content-Disposition"], StringComparison.Ordinal);
        var lines = export.Text.TrimEnd('\n').Split('\n');
        Assert.Equal(4, lines.Length);
        Assert.Equal("audit_exported", JsonDocument.Parse(lines[^1]).RootElement.GetProperty("entry").GetProperty("action").GetString());
        Assert.Equal((true, $"developer/{scene.DeveloperId} 3:{HashOf(lines[^1])} intact\n"), await VerifyFileAsync(export.Text));

        var changed = await VerifyFileAsync(export.Text.Replace("app_resumed", "app_approved", StringComparison.Ordinal));
        Assert.False(changed.IsIntact);
        Assert.Contains("Entry 2 was changed", changed.Output, StringComparison.Ordinal);
        var cut = await VerifyFileAsync(string.Join('\n', lines[..^1]));
        Assert.False(cut.IsIntact);
        Assert.Contains("it once had 3", cut.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verification_TellsTheHeadAndGoesByOneThatWasKept()
    {
        await SuspendAsync("Sends spam");

        var first = (await scene.Developer.GetAsync($"{DeveloperLog}/verification")).Is(200).Json;
        Assert.True(first.GetProperty("intact").GetBoolean());
        Assert.Equal(2, first.GetProperty("entries").GetInt64());
        var head = first.GetProperty("head").GetString()!;
        await SuspendAsync("Again");

        Assert.True((await scene.Developer.GetAsync($"{DeveloperLog}/verification?head={head}")).Is(200).Json.GetProperty("intact").GetBoolean());
        var other = (await scene.Developer.GetAsync($"{DeveloperLog}/verification?head=2:{new string('a', 64)}")).Is(200).Json;
        Assert.False(other.GetProperty("intact").GetBoolean());
        Assert.Equal("replaced", other.GetProperty("faults")[0].GetProperty("kind").GetString());
        var longer = (await scene.Developer.GetAsync($"{DeveloperLog}/verification?head=99:{new string('a', 64)}")).Is(200).Json;
        Assert.Equal("removed", longer.GetProperty("faults")[0].GetProperty("kind").GetString());
        Assert.Equal(["head"], (await scene.Developer.GetAsync($"{DeveloperLog}/verification?head=2")).Refused(400, "invalid_request").Errors);
    }

    [Fact]
    public async Task AsOf_ATimeBeforeAChange_IsWhatItWasThen()
    {
        var before = TimeProvider.System.GetUtcNow();
        await scene.InstallAsync();
        var installed = (await scene.Admin.GetAsync(scene.InstallationPath)).Is(200).Text;
        var then = TimeProvider.System.GetUtcNow();
        (await scene.Admin.DeleteAsync($"{scene.InstallationPath}/scopes/read_tags")).Is(200);
        (await scene.Operator.PutAsync($"{scene.AppPath}/suspension", """{"reason":"Sends spam"}""")).Is(200);

        Assert.Equal(installed, (await AsOfAsync(then)).GetProperty("installation").GetRawText());
        Assert.Equal(JsonValueKind.Null, (await AsOfAsync(before)).GetProperty("installation").ValueKind);
        Assert.Empty((await AsOfAsync(TimeProvider.System.GetUtcNow())).GetProperty("installation").GetProperty("effectiveScopes").EnumerateArray());
        (await scene.Admin.GetAsync($"{scene.InstallationPath}-not/as-of?time=2026-05-03T00:00:00Z")).Refused(404, "not_found");
        foreach (var query in new[] { "", "?time=", "?time=2026-05-03", "?time=2999-01-01T00:00:00Z" })
        {
            Assert.Equal(["time"], (await scene.Admin.GetAsync($"{scene.InstallationPath}/as-of{query}")).Refused(400, "invalid_request").Errors);
        }
    }

    private static string HashOf(string line) => JsonDocument.Parse(line).RootElement.GetProperty("hash").GetString()!;

    private static async Task<(bool IsIntact, string Output)> VerifyFileAsync(string text)
    {
        using var directory = new TemporaryDirectory();
        var file = Path.Combine(directory.Path, "log.jsonl");
        await File.WriteAllTextAsync(file, text, new UTF8Encoding(false), TestContext.Current.CancellationToken);
        var output = new StringWriter { NewLine = "\n" };
        return (await RegistryAudit.VerifyFileAsync(file, heads: null, output), output.ToString());
    }

    private async Task SuspendAsync(string reason)
    {
        if ((await scene.Developer.GetAsync(scene.AppPath)).Status == 404)
        {
            await scene.RegisterAsync();
        }

        (await scene.Operator.PutAsync($"{scene.AppPath}/suspension", JsonSerializer.Serialize(new { reason }))).Is(200);
        (await scene.Operator.DeleteAsync($"{scene.AppPath}/suspension")).Is(200);
    }

    private async Task<JsonElement> AsOfAsync(DateTimeOffset time) =>
        (await scene.Admin.GetAsync($"{scene.InstallationPath}/as-of?time={time:yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'}")).Is(200).Json;

    private async Task<List<long>> SequencesAsync(string path)
    {
        var sequences = new List<long>();
        string? cursor = null;
        do
        {
            var join = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
            var page = (await scene.Admin.GetAsync(cursor is null ? path : $"{path}{join}cursor={cursor}")).Is(200).Json;
            sequences.AddRange(page.GetProperty("items").EnumerateArray().Select(entry => entry.GetProperty("sequence").GetInt64()));
            cursor = page.GetProperty("nextCursor").GetString();
        }
        while (cursor is not null);

        return sequences;
    }
}
