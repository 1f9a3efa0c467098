namespace Registry.Api.Tests;

/// <summary>Calls about replays that can't be what was meant.</summary>
public sealed class ReplayInputTests(RegistryServer server)
{
    [Theory]
    [InlineData("""{}""", "since", "Is required.")]
    [InlineData("""{"since":null}""", "since", "Must not be null.")]
    [InlineData("""{"since":5}""", "since", "Must be a string, not this number.")]
    [InlineData("""{"since":"yesterday"}""", "since", "Must be a time in ISO 8601")]
    [InlineData("""{"since":"2026-11-20"}""", "since", "Must be a time in ISO 8601")]
    [InlineData("""{"since":"2026-11-20T00:00:00"}""", "since", "with its offset from UTC, such as 2026-11-20T00:00:00Z")]
    [InlineData("""{"since":"2026-02-30T00:00:00Z"}""", "since", "Must be a time in ISO 8601")]
    [InlineData("""{"since":"9000-01-01T00:00:00Z"}""", "since", "Must not be in the future; it is ")]
    [InlineData("""{"since":"2020-01-01T00:00:00Z","workspace":"a b"}""", "workspace", "Must be 1 to 64 characters")]
    [InlineData("""{"since":"2020-01-01T00:00:00Z","topic":"a b"}""", "topic", "Must be 1 to 128 characters")]
    [InlineData("""{"since":"2020-01-01T00:00:00Z","until":"2020-01-02T00:00:00Z"}""", "until", "Known are: since, workspace, topic.")]
    public async Task Start_WithAFault_IsRefusedByName(string body, string member, string message)
    {
        var scene = new Scene(server);
        await scene.RegisterAsync();

        var refused = (await scene.Developer.PostAsync($"{scene.AppPath}/replays", body)).Refused(400, "invalid_request");

        Assert.Equal([member], refused.Errors);
        Assert.Contains(message, refused.Json.GetProperty("errors").GetProperty(member)[0].GetString(), StringComparison.Ordinal);
        Assert.Equal("""{"items":[],"nextCursor":null}""", (await scene.Developer.GetAsync($"{scene.AppPath}/replays")).Is(200).Text);
    }

    [Fact]
    public async Task Start_AppHasNoEndpoint_IsAConflictAsOfASingleReplay()
    {
        var scene = new Scene(server);
        (await scene.Developer.PutAsync(scene.AppPath, """{"name":"x","visibility":"private"}""")).Is(201);

        var refused = (await scene.Developer.PostAsync($"{scene.AppPath}/replays", """{"since":"2020-01-01T00:00:00Z"}""")).Refused(409, "conflict");

        Assert.Equal("The app has no endpoint that takes notifications. Set the webhook first.", refused.Json.GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("99", 404, "not_found")]
    [InlineData("0", 400, "invalid_request")]
    [InlineData("01", 400, "invalid_request")]
    [InlineData("x", 400, "invalid_request")]
    public async Task Replay_ThatIsNotThere_IsNotFoundAndABadIdSaysSo(string id, int status, string slug)
    {
        var scene = new Scene(server);
        await scene.RegisterAsync();

        (await scene.Developer.GetAsync($"{scene.AppPath}/replays/{id}")).Refused(status, slug);
        (await scene.Developer.PostAsync($"{scene.AppPath}/replays/{id}/cancel")).Refused(status, slug);
    }
}
