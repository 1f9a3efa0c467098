using System.Text.Json;

namespace Registry.Api.Tests;

/// <summary>All that has failed since a time is sent again, as a developer asks for it.</summary>
public sealed class ReplayTests() : HookedServer("--Deliveries:MaxPending=10")
{
    private const string Always = """{"since":"2020-01-01T00:00:00Z"}""";

    private string Replays => $"{Scene.AppPath}/replays";

    [Fact]
    public async Task Replay_OfWhatHasFailed_ArrivesAndIsShown()
    {
        await FailAsync();
        Receiver.Status = 200;

        var accepted = (await Scene.Developer.PostAsync(Replays, $$"""{"since":"2020-01-01T02:00:00+02:00","workspace":"{{Scene.Workspace}}","topic":"company.created"}""")).Is(202);

        var started = accepted.Json;
        Assert.Equal($"{Replays}/1", accepted.Headers["Location"]);
        Assert.Equal(
            ("1", "running", "2020-01-01T00:00:00Z", Scene.Workspace, "company.created", $"developer:{Scene.DeveloperId}"),
            (started.GetProperty("id").GetString(), started.GetProperty("status").GetString(), started.GetProperty("since").GetString(),
                started.GetProperty("workspace").GetString(), started.GetProperty("topic").GetString(), started.GetProperty("startedBy").GetString()));
        await Until.TrueAsync(async () => (await Scene.Developer.GetAsync($"{Replays}/1")).Is(200).Json.GetProperty("status").GetString() == "completed");
        var completed = (await Scene.Developer.GetAsync($"{Replays}/1")).Is(200);
        Assert.Equal((1, 1, 0), (completed.Json.GetProperty("total").GetInt32(), completed.Json.GetProperty("replayed").GetInt32(), completed.Json.GetProperty("skipped").GetInt32()));
        Assert.EndsWith("Z", completed.Json.GetProperty("endedAt").GetString(), StringComparison.Ordinal);
        await Until.TrueAsync(() => Receiver.Received.Count == 3);
        Assert.Equal(completed.Text, Assert.Single((await Scene.Operator.GetAsync(Replays)).Is(200).Json.GetProperty("items").EnumerateArray()).GetRawText());
        (await Scene.Developer.PostAsync($"{Replays}/1/cancel")).Refused(409, "conflict");
    }

    [Fact]
    public async Task Replay_TopicIsOff_IsSkippedWithTheReason()
    {
        await FailAsync();
        (await Scene.Admin.DeleteAsync($"{Scene.InstallationPath}/topics/company.created")).Is(200);

        (await Scene.Operator.PostAsync(Replays, Always)).Is(202);

        JsonElement job = default;
        await Until.TrueAsync(async () => (job = (await Scene.Developer.GetAsync($"{Replays}/1")).Is(200).Json).GetProperty("status").GetString() == "completed");
        Assert.Equal("""[{"reason":"topic_inactive","count":1}]""", job.GetProperty("skips").GetRawText());
        Assert.Equal("operator", job.GetProperty("startedBy").GetString());
    }

    [Fact]
    public async Task Replay_OfAnothersApp_LooksAbsentAndGoesOn()
    {
        await WaitingAsync();
        var other = new Scene(Server);

        (await other.Developer.GetAsync(Replays)).Refused(404, "not_found");
        (await other.Developer.GetAsync($"{Replays}/1")).Refused(404, "not_found");
        (await other.Developer.PostAsync(Replays, Always)).Refused(404, "not_found");
        (await other.Developer.PostAsync($"{Replays}/1/cancel")).Refused(404, "not_found");
        Assert.Equal("running", (await Scene.Developer.GetAsync($"{Replays}/1")).Is(200).Json.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Replay_WhileOneRuns_IsAConflictThatNamesItUntilItIsCancelled()
    {
        await WaitingAsync();

        var refused = (await Scene.Developer.PostAsync(Replays, Always)).Refused(409, "conflict");
        Assert.StartsWith("The replay 1 is running", refused.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        var cancelled = (await Scene.Developer.PostAsync($"{Replays}/1/cancel")).Is(200);
        Assert.Equal("cancelled", cancelled.Json.GetProperty("status").GetString());
        Assert.Equal(cancelled.Text, (await Scene.Developer.PostAsync($"{Replays}/1/cancel")).Is(200).Text);
        Assert.Equal("2", (await Scene.Developer.PostAsync(Replays, Always)).Is(202).Json.GetProperty("id").GetString());
    }

    // A replay that waits: the endpoint fails, and its first notifications fill what may wait.
    private async Task WaitingAsync()
    {
        await InstallAsync();
        Receiver.Status = 500;
        await PublishAsync(30);
        await Until.TrueAsync(async () => (await FailedAsync()) == 20);
        (await Scene.Developer.PostAsync(Replays, Always)).Is(202);
    }

    // Given up, because the endpoint is gone; then it is set again.
    private async Task FailAsync()
    {
        await InstallAsync();
        Receiver.Status = 410;
        await PublishAsync(1);
        await Until.TrueAsync(async () => await FailedAsync() == 1);
        (await Scene.Developer.PutAsync($"{Scene.AppPath}/webhook", $$"""{"url":"{{Receiver.Url}}","topics":["company.created"]}""")).Is(200);
    }

    private async Task PublishAsync(int count)
    {
        for (var number = 0; number < count; number++)
        {
            (await Scene.Service.PostAsync($"/v1/workspaces/{Scene.Workspace}/events", """{"topic":"company.created","data":{}}""")).Is(202);
        }
    }

    private async Task<int> FailedAsync() =>
        (await Scene.Developer.GetAsync($"{Scene.AppPath}/deliveries?status=failed")).Is(200).Json.GetProperty("items").GetArrayLength();

    private async Task InstallAsync()
    {
        (await Scene.Developer.PutAsync(Scene.AppPath, $$$"""
            {"name":"Hooked","visibility":"private","workspaces":["{{{Scene.Workspace}}}"],"scopes":[{"id":"read_one_user_and_one_company","reason":"x"}],
             "webhook":{"url":"{{{Receiver.Url}}}","topics":["company.created"]}}
            """)).Is(201);
        (await Scene.Admin.PutAsync(Scene.InstallationPath)).Is(201);
        await Until.TrueAsync(() => Receiver.Received.Count == 1);
    }
}
