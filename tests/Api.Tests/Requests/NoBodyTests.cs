using System.Net.Http.Headers;
using System.Text;

namespace Registry.Api.Tests;

/// <summary>Bodies of calls that take none.</summary>
public sealed class NoBodyTests(RegistryServer server)
{
    public static TheoryData<string> Bodyless => [.. EndpointTable.Rows.Where(row => row.Body is null).Select(row => row.ToString())];

    [Theory]
    [MemberData(nameof(EndpointTable.Names), MemberType = typeof(EndpointTable))]
    public async Task Body_Of300KiB_IsTooLargeForEveryCall(string name)
    {
        var scene = new Scene(server);
        await scene.InstallAsync();

        (await SendAsync(scene, name, Padded(300 * 1024))).Refused(413, "payload_too_large");

        await AssertUnchangedAsync(scene);
    }

    [Theory]
    [MemberData(nameof(Bodyless))]
    public async Task Body_OfACallThatTakesNone_IsRefusedAndChangesNothing(string name)
    {
        var scene = new Scene(server);
        await scene.InstallAsync();

        Assert.Equal(["reason"], (await SendAsync(scene, name, """{"reason":"x"}""")).Refused(400, "invalid_request").Errors);
        (await SendAsync(scene, name, "[]")).Refused(400, "invalid_request");
        (await SendAsync(scene, name, "{}", "text/plain")).Refused(415, "unsupported_media_type");

        await AssertUnchangedAsync(scene);
    }

    [Fact]
    public async Task Body_ThatIsAnEmptyObject_IsTheSameAsNone()
    {
        var scene = new Scene(server);
        await scene.InstallAsync();
        var path = $"{scene.InstallationPath}/scopes/read_tags";

        var first = (await scene.Admin.SendAsync("DELETE", path, "{}", ("Idempotency-Key", scene.App))).Is(200);
        var again = (await scene.Admin.SendAsync("DELETE", path, null, ("Idempotency-Key", scene.App))).Is(200);

        Assert.Equal("\"2\"", first.ETag);
        Assert.Equal(first.Text, again.Text);
    }

    [Fact]
    public async Task Body_OfSomebodyWhoMayNotCall_IsNotLookedAt()
    {
        var scene = new Scene(server);
        (await scene.Nobody.SendAsync("PUT", $"{scene.InstallationPath}/scopes/read_tags", """{"reason":"x"}""")).Refused(401, "unauthenticated");
        (await scene.Service.SendAsync("PUT", $"{scene.InstallationPath}/scopes/read_tags", """{"reason":"x"}""")).Refused(403, "forbidden");
    }

    private static Task<Answer> SendAsync(Scene scene, string name, string body, string mediaType = "application/json")
    {
        var row = EndpointTable.Find(name);
        var caller = row.Roles.Contains("operator") ? scene.Operator : scene.Developer;
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        return row.SendAsync(caller, scene.Workspace, scene.App, content);
    }

    private static string Padded(int length) => $"{{{new string(' ', length)}}}";

    private static async Task AssertUnchangedAsync(Scene scene)
    {
        Assert.Equal("\"1\"", (await scene.Developer.GetAsync(scene.AppPath)).Is(200).ETag);
        Assert.Equal("\"1\"", (await scene.Admin.GetAsync(scene.InstallationPath)).Is(200).ETag);
    }
}
