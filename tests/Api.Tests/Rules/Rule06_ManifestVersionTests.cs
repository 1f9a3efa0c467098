using System.Text.Json;

namespace Registry.Api.Tests;

/// <summary>Rule 6: every change of scopes, topics, capabilities or status makes a new manifest version, and versions are kept.</summary>
public sealed class Rule06_ManifestVersionTests(RegistryServer server)
{
    private static readonly AppDraft Draft = new("read_events", "read_tags") { Visibility = "public" };

    [Fact]
    public async Task EveryKindOfChange_MakesTheNextVersion_WithWhoAndWhat()
    {
        var scene = new Scene(server);
        var version = 0;
        foreach (var step in Steps(scene, Draft))
        {
            var answer = await step();
            Assert.Equal(++version, answer.Is(version == 1 ? 201 : 200).ManifestVersion);
            Assert.Equal($"\"{version}\"", answer.ETag);
        }

        var versions = await Paging.AllAsync(scene.Developer, $"{scene.AppPath}/versions", limit: 4);
        Assert.Equal(Enumerable.Range(1, 10).Reverse().Select(number => (long)number), versions.Select(item => item.Number("manifestVersion")));
        versions.Reverse();
        Assert.Equal(
            ["created", "scopes_set", "webhook_set", "replaced", "submitted", "rejected", "submitted", "approved", "suspended", "resumed"],
            versions.Select(item => item.Text("action")));
        var (developer, reviewer) = ($"developer:{scene.DeveloperId}", "operator");
        Assert.Equal(
            [developer, developer, developer, developer, developer, reviewer, developer, reviewer, reviewer, reviewer],
            versions.Select(item => item.Text("actor")));
        Assert.Equal(versions.OrderBy(item => item.GetProperty("at").GetDateTimeOffset()), versions);
        Assert.Equal(10, versions.Select(item => item.Text("requestId")).Distinct().Count());
    }

    [Fact]
    public async Task EachVersion_HasWhatWasBeforeAndWhatIsAfter()
    {
        var scene = new Scene(server);
        foreach (var step in Steps(scene, Draft))
        {
            await step();
        }

        var versions = await Paging.AllAsync(scene.Operator, $"{scene.AppPath}/versions");
        versions.Reverse();
        Assert.Equal(JsonValueKind.Null, versions[0].GetProperty("before").ValueKind);
        Assert.All(versions.Zip(versions.Skip(1)), pair =>
            Assert.Equal(pair.First.GetProperty("after").GetRawText(), pair.Second.GetProperty("before").GetRawText()));

        Assert.Equal(["read_events", "read_tags"], Scopes(versions[1].GetProperty("before")));
        Assert.Equal(["read_tags"], Scopes(versions[1].GetProperty("after")));
        Assert.Equal(["conversation.read", "ping"], versions[2].GetProperty("after").Texts("topics"));
        Assert.Equal([], versions[3].GetProperty("before").Texts("capabilities"));
        Assert.Equal([AppDraft.CanvasKit], versions[3].GetProperty("after").Texts("capabilities"));
        Assert.Equal([.. AppDraft.Forced, "read_tags"], Scopes(versions[3].GetProperty("after")));
        Assert.Equal(["draft", "draft", "draft", "draft", "submitted", "rejected", "submitted", "approved", "approved", "approved"], versions.Select(item => item.GetProperty("after").Text("status")));
        Assert.Equal(["Too much"], versions[5].GetProperty("after").Texts("reasons"));
        Assert.Equal("Sends spam", versions[8].GetProperty("after").GetProperty("suspension").Text("reason"));
        Assert.Equal(JsonValueKind.Null, versions[9].GetProperty("after").GetProperty("suspension").ValueKind);
    }

    [Fact]
    public async Task RepeatedAndRefusedCalls_MakeNoVersion()
    {
        var scene = new Scene(server);
        foreach (var step in Steps(scene, Draft))
        {
            var first = await step();
            Assert.Equal(first.Registered, (await step()).Is(200).Text);
        }

        (await scene.SetAppScopesAsync()).Refused(422, "required_scope_missing");
        (await scene.SubscribeAsync("ticket.created")).Refused(422, "topic_needs_scope");
        (await scene.SubmitAsync()).Refused(409, "conflict");
        (await scene.Service.PutAsync($"{scene.AppPath}/suspension", """{"reason":"x"}""")).Refused(403, "forbidden");
        Assert.Equal(10, (await Paging.AllAsync(scene.Developer, $"{scene.AppPath}/versions")).Count);
    }

    [Fact]
    public async Task Installation_NamesTheVersionThatItGoesBy()
    {
        var scene = new Scene(server);
        Assert.Equal(1, (await scene.InstallAsync(new("read_tags"))).ManifestVersion);
        (await scene.SetAppScopesAsync("read_tags", "read_events")).Is(200);
        Assert.Equal(2, (await scene.InstallationAsync()).ManifestVersion);
    }

    private static Func<Task<Answer>>[] Steps(Scene scene, AppDraft draft) =>
    [
        () => scene.PutAppAsync(draft),
        () => scene.SetAppScopesAsync("read_tags"),
        () => scene.SubscribeAsync("conversation.read"),
        () => scene.PutAppAsync(draft with { Scopes = ["read_tags"], Topics = ["conversation.read"], Capabilities = [AppDraft.CanvasKit] }),
        scene.SubmitAsync,
        () => scene.RejectAsync("Too much"),
        scene.SubmitAsync,
        scene.ApproveAsync,
        () => scene.SuspendAppAsync(),
        scene.ResumeAppAsync,
    ];

    private static IReadOnlyList<string> Scopes(JsonElement snapshot) => [.. snapshot.GetProperty("scopes").EnumerateArray().Select(scope => scope.Text("id"))];
}
