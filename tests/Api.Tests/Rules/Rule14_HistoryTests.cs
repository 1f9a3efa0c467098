using System.Text.Json;

namespace Registry.Api.Tests;

/// <summary>Rule 14: every change is recorded with revision, time, actor, action, before, after and request, and listed from either end.</summary>
public sealed class Rule14_HistoryTests(RegistryServer server)
{
    private static readonly AppDraft Draft = new("read_events", "read_tags") { Topics = ["conversation.read", "event.created"] };

    private static readonly string[] Actions =
    [
        "installed", "scope_revoked", "scope_granted", "scopes_set", "topic_disabled", "topic_enabled",
        "suspended", "suspended", "resumed", "updated", "uninstalled", "installed",
    ];

    [Fact]
    public async Task EveryChange_IsRecorded_WithRevisionTimeActorActionAndRequest()
    {
        var scene = new Scene(server);
        var answers = await LiveAsync(scene);
        var history = await scene.HistoryAsync();

        Assert.Equal(Actions, history.Select(change => change.Text("action")));
        Assert.Equal(Enumerable.Range(1, Actions.Length).Select(number => (long)number), history.Select(change => change.Number("revision")));
        Assert.Equal(answers.Select(answer => answer.Json.Text("updatedAt")), history.Select(change => change.Text("at")));
        var admin = $"workspace_admin:{scene.Workspace}";
        Assert.Equal(Enumerable.Repeat(admin, 11).Append("operator"), history.Select(change => change.Text("actor")));
        Assert.Equal(Enumerable.Range(1, Actions.Length).Select(Trace), history.Select(change => change.Text("requestId")));
    }

    [Fact]
    public async Task EveryChange_IsRecorded_WithWhatWasBeforeAndAfter()
    {
        var scene = new Scene(server);
        var answers = await LiveAsync(scene);
        var history = await scene.HistoryAsync();

        Assert.Equal(JsonValueKind.Null, history[0].GetProperty("before").ValueKind);
        Assert.All(history.Zip(history.Skip(1)), pair =>
            Assert.Equal(pair.First.GetProperty("after").GetRawText(), pair.Second.GetProperty("before").GetRawText()));
        foreach (var (answer, change) in answers.Zip(history))
        {
            var after = change.GetProperty("after");
            Assert.Equal(answer.State, after.Text("status"));
            Assert.Equal(answer.List("grantedScopes"), after.Texts("grantedScopes"));
            Assert.Equal(answer.Json.GetProperty("suspension").GetRawText(), after.GetProperty("suspension").GetRawText());
        }

        Assert.Equal(["event.created"], history[4].GetProperty("after").Texts("disabledTopics"));
        Assert.Equal(["event.created"], history[5].GetProperty("before").Texts("disabledTopics"));
        Assert.Empty(history[5].GetProperty("after").Texts("disabledTopics"));
        Assert.Equal("Under audit", history[7].GetProperty("before").GetProperty("suspension").Text("reason"));
        Assert.Equal("Audit failed", history[7].GetProperty("after").GetProperty("suspension").Text("reason"));
    }

    [Theory, InlineData(1), InlineData(5), InlineData(12), InlineData(200)]
    public async Task History_PageByPage_IsTheSameFromBothEnds(int limit)
    {
        var scene = new Scene(server);
        await LiveAsync(scene);
        var oldest = await scene.HistoryAsync("oldest", limit);
        var newest = await scene.HistoryAsync("newest", limit);
        Assert.Equal(Actions, oldest.Select(change => change.Text("action")));
        Assert.Equal(Enumerable.Reverse(oldest).Select(change => change.GetRawText()), newest.Select(change => change.GetRawText()));

        var byDefault = await Paging.AllAsync(scene.Operator, $"{scene.InstallationPath}/history", limit);
        Assert.Equal(newest.Select(change => change.GetRawText()), byDefault.Select(change => change.GetRawText()));
        Assert.Equal(Math.Min(limit, 12), (await scene.Admin.GetAsync($"{scene.InstallationPath}/history?limit={limit}")).Is(200).Json.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task History_ThatGrowsWhileItIsRead_ShowsNothingTwiceAndLeavesNothingOut()
    {
        var scene = new Scene(server);
        await LiveAsync(scene);
        var newest = (await scene.Admin.GetAsync($"{scene.InstallationPath}/history?limit=5")).Is(200).Json;
        var oldest = (await scene.Admin.GetAsync($"{scene.InstallationPath}/history?order=oldest&limit=5")).Is(200).Json;
        (await scene.RevokeAsync("read_tags")).Is(200);

        var older = await RestAsync(scene, "newest", newest.Text("nextCursor"));
        Assert.Equal([7L, 6, 5, 4, 3, 2, 1], older);
        var newer = await RestAsync(scene, "oldest", oldest.Text("nextCursor"));
        Assert.Equal([6L, 7, 8, 9, 10, 11, 12, 13], newer);
    }

    [Fact]
    public async Task WhatChangesNothing_IsNotRecorded()
    {
        var scene = new Scene(server);
        await scene.InstallAsync(Draft);
        (await scene.Admin.PutAsync(scene.InstallationPath)).Is(200);
        (await scene.GrantAsync("read_tags")).Is(200);
        (await scene.EnableAsync("event.created")).Is(200);
        (await scene.ResumeAsync()).Is(200);
        (await scene.GrantAsync("write_tags")).Refused(422, "scope_not_requested");
        (await scene.DisableAsync("ping")).Refused(409, "conflict");
        (await scene.Admin.PutAsync($"{scene.InstallationPath}/scopes/read_tags", null, ("If-Match", "\"9\""))).Refused(412, "precondition_failed");
        await scene.CheckAsync("read_tags");
        await scene.InstallationAsync();
        (await scene.SetAppScopesAsync("read_events")).Is(200);
        Assert.Single(await scene.HistoryAsync());
    }

    [Fact]
    public async Task History_IsForTheWorkspaceAndTheOperatorOnly()
    {
        var scene = new Scene(server);
        await scene.InstallAsync(Draft);
        var path = $"{scene.InstallationPath}/history";
        (await scene.Developer.GetAsync(path)).Refused(403, "forbidden");
        (await scene.Service.GetAsync(path)).Refused(403, "forbidden");
        (await new Scene(server).Admin.GetAsync(path)).Refused(404, "not_found");
        Assert.Single((await scene.Operator.GetAsync(path)).Is(200).Json.GetProperty("items").EnumerateArray());
    }

    private static async Task<List<Answer>> LiveAsync(Scene scene)
    {
        (await scene.PutAppAsync(Draft)).Is(201);
        var path = scene.InstallationPath;
        (HttpCaller Caller, string Method, string Path, string? Body)[] calls =
        [
            (scene.Admin, "PUT", path, null),
            (scene.Admin, "DELETE", $"{path}/scopes/read_tags", null),
            (scene.Admin, "PUT", $"{path}/scopes/read_tags", null),
            (scene.Admin, "PUT", $"{path}/scopes", """{"scopes":["read_events"]}"""),
            (scene.Admin, "DELETE", $"{path}/topics/event.created", null),
            (scene.Admin, "PUT", $"{path}/topics/event.created", null),
            (scene.Admin, "PUT", $"{path}/suspension", """{"reason":"Under audit"}"""),
            (scene.Admin, "PUT", $"{path}/suspension", """{"reason":"Audit failed"}"""),
            (scene.Admin, "DELETE", $"{path}/suspension", null),
            (scene.Admin, "PUT", path, "{}"),
            (scene.Admin, "DELETE", path, null),
            (scene.Operator, "PUT", path, """{"topics":[]}"""),
        ];
        var answers = new List<Answer>();
        foreach (var (caller, method, target, body) in calls)
        {
            var trace = ("traceparent", $"00-{Trace(answers.Count + 1)}-00f067aa0ba902b7-01");
            answers.Add((await caller.SendAsync(method, target, body, trace)).Is(answers.Count == 0 ? 201 : 200));
        }

        return answers;
    }

    private static string Trace(int number) => $"4bf92f3577b34da6a3ce929d0e0e{number:d4}";

    private static async Task<long[]> RestAsync(Scene scene, string order, string cursor)
    {
        var rest = (await scene.Admin.GetAsync($"{scene.InstallationPath}/history?order={order}&limit=50&cursor={cursor}")).Is(200).Json;
        return [.. rest.GetProperty("items").EnumerateArray().Select(change => change.Number("revision"))];
    }
}
