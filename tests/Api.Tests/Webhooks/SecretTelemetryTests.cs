using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Registry.Api.Tests;

/// <summary>No log and no trace shows a secret, however much is logged.</summary>
public sealed class SecretTelemetryTests() : HookedServer("--Logging:LogLevel:Default=Trace", "--Logging:LogLevel:Registry=Trace", "--Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics=Trace", "--Logging:Console:LogLevel:Default=None")
{
    [Fact]
    public async Task Secret_ReplacedAndUsed_IsInNoLogAndNoTrace()
    {
        using var telemetry = new TelemetryCollector();
        Server.Services.GetRequiredService<ILoggerFactory>().AddProvider(telemetry);
        (await Scene.Developer.PutAsync(Scene.AppPath, $$$"""
            {"name":"Hooked","visibility":"private","workspaces":["{{{Scene.Workspace}}}"],"scopes":[{"id":"read_one_user_and_one_company","reason":"x"}],
             "webhook":{"url":"{{{Receiver.Url}}}","topics":["company.created"]}}
            """)).Is(201);
        var secret = (await Scene.Developer.PostAsync($"{Scene.AppPath}/webhook/secret", null, ("Idempotency-Key", "rotate"))).Is(200).Json.GetProperty("secret").GetString()!;
        (await Scene.Admin.PutAsync(Scene.InstallationPath)).Is(201);
        (await Scene.Service.PostAsync($"/v1/workspaces/{Scene.Workspace}/events", """{"topic":"company.created","data":{}}""")).Is(202);
        await Until.TrueAsync(() => Receiver.Received.Count == 2);

        (await Scene.Developer.PostAsync($"{Scene.AppPath}/webhook/ping")).Is(200);
        Receiver.Status = 500;
        Assert.NotEqual(JsonValueKind.Null, (await Scene.Developer.PostAsync($"{Scene.AppPath}/webhook/ping")).Is(200).Json.GetProperty("error").ValueKind);
        (await Scene.Developer.PostAsync($"{Scene.AppPath}/webhook/secret")).Is(200);
        (await Scene.Developer.PostAsync($"{Scene.AppPath}/webhook/secret", null, ("Idempotency-Key", "rotate"))).Refused(409, "conflict");

        Assert.Contains(telemetry.Texts, text => text.Contains("RotateWebhookSecret", StringComparison.Ordinal));
        Assert.Contains(telemetry.Texts, text => text.Contains($"{Scene.AppPath}/webhook/secret", StringComparison.Ordinal));
        Assert.DoesNotContain(telemetry.Texts, text => text.Contains("whsec_", StringComparison.Ordinal) || text.Contains(secret["whsec_".Length..], StringComparison.Ordinal));
    }
}
