using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace Registry.Api.Tests.OAuth;

/// <summary>
/// The whole way with oauth4webapi, an OAuth client of somebody else's that checks every answer against the RFCs. What it does is
/// in <c>tests/Servers/oauth-client</c>.
/// </summary>
public sealed class IndependentClientTests(RegistryServer server)
{
    [Fact]
    public async Task Client_OfSomebodyElse_FindsEverythingInOrder()
    {
        var oauth = await OAuthScene.MakeAsync(server);
        using var client = Start(server.Url, oauth.ClientId, oauth.Secret, OAuthScene.RedirectUri);
        var errors = client.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        try
        {
            var address = (await ReadAsync(client, errors)).GetProperty("authorize").GetString()!;
            var path = (await oauth.Admin.GetAsync(new Uri(address).PathAndQuery)).Is(302).Headers["Location"];
            var page = (await oauth.Admin.GetAsync(path)).Is(200);
            var back = await oauth.GoOnAsync(await oauth.Admin.SubmitAsync(path, page, "consent", ("step", "allow"), ("scope", "read_tags")));
            await client.StandardInput.WriteLineAsync(back.AbsoluteUri);

            var got = await ReadAsync(client, errors);

            Assert.Contains("iss", got.GetProperty("mixUp").GetString(), StringComparison.Ordinal);
            Assert.Equal("invalid_client", got.GetProperty("wrongSecret").GetProperty("error").GetString());
            Assert.Equal("registry_at_", got.GetProperty("tokens").GetProperty("access_token").GetString());
            Assert.Equal(oauth.Scene.Workspace, got.GetProperty("tokens").GetProperty("workspace").GetString());
            Assert.True(got.GetProperty("before").GetProperty("active").GetBoolean());
            Assert.Contains("read_tags", got.GetProperty("before").GetProperty("scope").GetString(), StringComparison.Ordinal);
            Assert.False(got.GetProperty("after").GetProperty("active").GetBoolean());
        }
        finally
        {
            client.Kill(entireProcessTree: true);
        }
    }

    private static async Task<JsonElement> ReadAsync(Process client, Task<string> errors)
    {
        var line = await client.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        return JsonDocument.Parse(line ?? throw new InvalidOperationException($"The client ended: {await errors}")).RootElement;
    }

    private static Process Start(params string[] arguments)
    {
        var script = typeof(IndependentClientTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "OAuthClient").Value!;
        return Process.Start(new ProcessStartInfo("node", [script, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        }) ?? throw new InvalidOperationException("node did not start.");
    }
}
