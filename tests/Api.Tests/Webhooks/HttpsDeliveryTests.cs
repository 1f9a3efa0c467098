using System.Security.Cryptography;
using System.Text;

namespace Registry.Api.Tests;

/// <summary>From a published event to a receiver with TLS, which checks both signatures.</summary>
public sealed class HttpsDeliveryTests : IAsyncLifetime
{
    private readonly SecureReceiver secure = new();
    private readonly RegistryServer server;
    private HookReceiver? receiver;

    public HttpsDeliveryTests() => server = new(secure.Settings);

    public async ValueTask InitializeAsync()
    {
        await server.InitializeAsync();
        receiver = await HookReceiver.StartAsync(secure.Certificate);
    }

    public async ValueTask DisposeAsync()
    {
        await receiver!.DisposeAsync();
        await server.DisposeAsync();
        secure.Dispose();
    }

    [Fact]
    public async Task Event_Published_ArrivesByTlsWithBothSignatures()
    {
        var scene = new Scene(server);
        Assert.StartsWith("https://", receiver!.Url, StringComparison.Ordinal);
        (await scene.Developer.PutAsync(scene.AppPath, $$$"""
            {"name":"Hooked","visibility":"private","workspaces":["{{{scene.Workspace}}}"],"scopes":[{"id":"read_one_user_and_one_company","reason":"x"}],
             "webhook":{"url":"{{{receiver.Url}}}","topics":["company.created"]}}
            """)).Is(201);
        var secret = (await scene.Developer.PostAsync($"{scene.AppPath}/webhook/secret")).Is(200).Json.GetProperty("secret").GetString()!;
        (await scene.Admin.PutAsync(scene.InstallationPath)).Is(201);

        var accepted = (await scene.Service.PostAsync($"/v1/workspaces/{scene.Workspace}/events", """{"topic":"company.created","data":{"id":"c1","name":"Zoë"}}""")).Is(202);

        Assert.Equal(1, accepted.Json.GetProperty("deliveries").GetInt32());
        await Until.TrueAsync(() => receiver.Requests.Count == 2);
        Assert.Equal(["installation.created", "company.created"], receiver.Received.Select(each => each.GetProperty("topic").GetString()));
        Assert.All(receiver.Requests, request => Verify(secret, request.Headers, request.Body));
    }

    // As https://www.standardwebhooks.com and the docs say, and not with code of ours.
    private static void Verify(string secret, Dictionary<string, string> headers, byte[] body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{headers["webhook-id"]}.{headers["webhook-timestamp"]}."), .. body];
        var standard = HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), signed);
        Assert.Equal($"v1,{Convert.ToBase64String(standard)}", headers["webhook-signature"].Split(' ')[0]);
#pragma warning disable CA5350 // The header that is checked here is made with it.
        Assert.Equal($"sha1={Convert.ToHexStringLower(HMACSHA1.HashData(Encoding.UTF8.GetBytes(secret), body))}", headers["X-Hub-Signature"]);
#pragma warning restore CA5350
    }
}
