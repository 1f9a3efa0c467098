namespace Registry.Api.Tests;

/// <summary><c>If-Match</c> and <c>Idempotency-Key</c>.</summary>
public sealed class ConditionTests(RegistryServer server)
{
    [Theory]
    [InlineData("\"1\"", 200)]
    [InlineData("*", 200)]
    [InlineData("\"9\", \"1\"", 200)]
    [InlineData("\"2\"", 412)]
    [InlineData("W/\"1\"", 412)]
    [InlineData("\"01\"", 412)]
    [InlineData("\"abc\"", 412)]
    [InlineData("1", 400)]
    [InlineData("\"1", 400)]
    [InlineData("*, \"1\"", 400)]
    [InlineData("", 400)]
    public async Task IfMatch_OfAnInstallation_DecidesWhetherItChanges(string header, int status)
    {
        var scene = new Scene(server);
        await scene.InstallAsync();
        var answer = await scene.Admin.DeleteAsync($"{scene.InstallationPath}/scopes/read_tags", ("If-Match", header));

        answer.Is(status);
        if (status != 200)
        {
            answer.Refused(status, status == 412 ? "precondition_failed" : "invalid_request");
        }

        Assert.Equal(status == 200 ? "\"2\"" : "\"1\"", (await scene.Admin.GetAsync(scene.InstallationPath)).ETag);
    }

    [Fact]
    public async Task IfMatch_OfAnApp_IsItsManifestVersion()
    {
        var scene = new Scene(server);
        await scene.RegisterAsync();
        var body = """{"url":"https://fin.example/other","topics":[]}""";
        (await scene.Developer.PutAsync($"{scene.AppPath}/webhook", body, ("If-Match", "\"7\""))).Refused(412, "precondition_failed");
        Assert.Equal("\"2\"", (await scene.Developer.PutAsync($"{scene.AppPath}/webhook", body, ("If-Match", "\"1\""))).Is(200).ETag);
    }

    [Fact]
    public async Task IfMatch_OfWhatDoesNotExist_FailsThePrecondition()
    {
        var scene = new Scene(server);
        (await scene.Developer.PutAsync(scene.AppPath, scene.AppBody(), ("If-Match", "*"))).Refused(412, "precondition_failed");
        (await scene.Developer.GetAsync(scene.AppPath)).Refused(404, "not_found");
    }

    [Fact]
    public async Task IdempotencyKey_UsedAgain_GetsTheFirstAnswer()
    {
        var scene = new Scene(server);
        var key = ("Idempotency-Key", "first-try");
        var first = (await scene.Developer.PutAsync(scene.AppPath, scene.AppBody(), key)).Is(201);
        var spaced = scene.AppBody().Replace(":", " : ", StringComparison.Ordinal).Replace("https : ", "https:", StringComparison.Ordinal);
        var second = (await scene.Developer.PutAsync(scene.AppPath, spaced, key)).Is(201);

        // But for what is shown once, as only its hash is kept.
        Assert.NotEqual(first.Text, second.Text);
        Assert.Equal(first.Registered, second.Text);

        (await scene.Developer.PutAsync(scene.AppPath, scene.AppBody().Replace("Fin", "Other", StringComparison.Ordinal), key)).Refused(422, "idempotency_key_reused");
        (await scene.Developer.PutAsync($"{scene.AppPath}/webhook", """{"url":"https://fin.example"}""", key)).Refused(422, "idempotency_key_reused");
    }

    [Fact]
    public async Task IdempotencyKey_OfAnotherCaller_IsAnother()
    {
        var scene = new Scene(server);
        await scene.RegisterAsync();
        var key = ("Idempotency-Key", "same-text");
        (await scene.Admin.PutAsync(scene.InstallationPath, null, key)).Is(201);
        (await scene.Operator.DeleteAsync(scene.InstallationPath, key)).Is(200);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("256")]
    public async Task IdempotencyKey_ThatBreaksTheRule_IsRefused(string key)
    {
        var scene = new Scene(server);
        var value = key == "256" ? new string('k', 256) : key;
        var answer = (await scene.Developer.PutAsync(scene.AppPath, scene.AppBody(), ("Idempotency-Key", value))).Refused(400, "invalid_request");
        Assert.Equal(["Idempotency-Key"], answer.Errors);
        (await scene.Developer.GetAsync(scene.AppPath)).Refused(404, "not_found");
    }
}
