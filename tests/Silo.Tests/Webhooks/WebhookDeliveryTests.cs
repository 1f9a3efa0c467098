using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Registry.Silo.Tests;

/// <summary>What an endpoint gets, and what is made of its answer.</summary>
public sealed class WebhookDeliveryTests : IAsyncDisposable
{
    private readonly SenderScene scene = new();

    public ValueTask DisposeAsync() => scene.DisposeAsync();

    [Theory]
    [InlineData(200, null)]
    [InlineData(204, null)]
    [InlineData(410, "The endpoint answered 410.")]
    [InlineData(500, "The endpoint answered 500.")]
    [InlineData(301, "The endpoint redirects; redirects are not followed.")]
    public async Task Send_EachStatus_IsTheAnswer(int status, string? error)
    {
        await using var receiver = await HookReceiver.StartAsync(scene.Certificate, context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = "https://hook.test/elsewhere";
            return Task.CompletedTask;
        });

        var answer = await scene.SendAsync(receiver.Port);

        Assert.True(answer.WasSent);
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(error, answer.Error);
        Assert.Equal(error is null, answer.IsSuccess);
        Assert.Null(answer.Response);
        Assert.True(answer.Duration > TimeSpan.Zero);
        Assert.Single(receiver.Requests);
    }

    [Fact]
    public async Task Send_WithTwoSecrets_IsSignedBothWays()
    {
        await using var receiver = await HookReceiver.StartAsync(scene.Certificate, _ => Task.CompletedTask);
        var older = "whsec_" + Convert.ToBase64String(Encoding.UTF8.GetBytes("an older key of an app, 32 bytes"));
        var message = SenderScene.Message($"https://hook.test:{receiver.Port}/a/hook?b=c", null, SenderScene.Secret, older);

        var answer = await scene.Sender.SendAsync(message, TestContext.Current.CancellationToken);

        Assert.True(answer.IsSuccess, answer.Error);
        var (method, headers, body) = Assert.Single(receiver.Requests);
        Assert.Equal("POST", method);
        Assert.Equal(message.Body.ToArray(), body);
        Assert.Equal("application/json", headers["Content-Type"]);
        Assert.Equal("registry-webhooks/1", headers["User-Agent"]);
        Assert.Equal("msg_1", headers["webhook-id"]);
        Assert.DoesNotContain("traceparent", headers.Keys);
        var sent = DateTimeOffset.FromUnixTimeSeconds(long.Parse(headers["webhook-timestamp"], CultureInfo.InvariantCulture));
        Assert.InRange(sent, TimeProvider.System.GetUtcNow().AddMinutes(-5), TimeProvider.System.GetUtcNow().AddMinutes(5));

        string[] expected = [.. new[] { SenderScene.Secret, older }.Select(secret => Standard(secret, $"msg_1.{headers["webhook-timestamp"]}.", body))];
        Assert.Equal(string.Join(' ', expected), headers["webhook-signature"]);
#pragma warning disable CA5350 // The header that is checked here is made with it.
        using var hub = new HMACSHA1(Encoding.UTF8.GetBytes(SenderScene.Secret));
#pragma warning restore CA5350
        Assert.Equal($"sha1={string.Concat(hub.ComputeHash(body).Select(each => each.ToString("x2", CultureInfo.InvariantCulture)))}", headers["X-Hub-Signature"]);
    }

    [Fact]
    public async Task Send_BodyOfTheAnswer_IsKeptAsText()
    {
        byte[] bytes = [.. "ok \0\u001b[31m "u8, 0xff, 0xc3, .. "\n"u8, .. Encoding.UTF8.GetBytes(new string('é', 600))];
        await using var receiver = await HookReceiver.StartAsync(scene.Certificate, context => context.Response.Body.WriteAsync(bytes).AsTask());

        var answer = await scene.SendAsync(receiver.Port);

        Assert.True(answer.IsSuccess);
        Assert.StartsWith("ok \uFFFD\uFFFD[31m \uFFFD\uFFFD\néé", answer.Response, StringComparison.Ordinal);
        Assert.EndsWith("éé", answer.Response, StringComparison.Ordinal);
        Assert.InRange(answer.Response!.Length, 500, 530);
    }

    [Theory]
    [InlineData(429, "30", 30)]
    [InlineData(503, "30", 30)]
    [InlineData(429, "7200", 7200)]
    [InlineData(429, "999999", 7200)]
    [InlineData(200, "30", null)]
    [InlineData(500, "30", null)]
    [InlineData(429, null, null)]
    [InlineData(429, "soon", null)]
    [InlineData(429, "-5", null)]
    [InlineData(429, "99999999999999999999", null)]
    [InlineData(429, "Sun, 06 Nov 1994 08:49:37 GMT", null)]
    [InlineData(429, "date+60", 60)]
    [InlineData(429, "date+90000", 7200)]
    public async Task Send_RetryAfter_IsUnderstood(int status, string? header, int? seconds)
    {
        var value = header?.StartsWith("date", StringComparison.Ordinal) == true
            ? TimeProvider.System.GetUtcNow().AddSeconds(int.Parse(header[5..], CultureInfo.InvariantCulture)).ToString("R", CultureInfo.InvariantCulture)
            : header;
        await using var receiver = await HookReceiver.StartAsync(scene.Certificate, context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.RetryAfter = value;
            return Task.CompletedTask;
        });

        var before = TimeProvider.System.GetUtcNow();
        var answer = await scene.SendAsync(receiver.Port);
        var after = TimeProvider.System.GetUtcNow();

        Assert.Equal(status, answer.StatusCode);
        if (seconds is { } expected)
        {
            Assert.InRange(answer.RetryAt!.Value, before.AddSeconds(expected - 2), after.AddSeconds(expected));
        }
        else
        {
            Assert.Null(answer.RetryAt);
        }
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(204, true)]
    [InlineData(404, false)]
    [InlineData(405, false)]
    [InlineData(302, false)]
    public async Task Probe_OnlyASuccess_IsASignOfLife(int status, bool isAlive)
    {
        await using var receiver = await HookReceiver.StartAsync(scene.Certificate, context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });

        var answer = await scene.ProbeAsync($"https://hook.test:{receiver.Port}/hook");

        Assert.Equal(isAlive, answer.IsSuccess);
        Assert.Equal("HEAD", Assert.Single(receiver.Requests).Method);
    }

    private static string Standard(string secret, string head, byte[] body)
    {
        using var hmac = new HMACSHA256(Convert.FromBase64String(secret["whsec_".Length..]));
        return "v1," + Convert.ToBase64String(hmac.ComputeHash([.. Encoding.UTF8.GetBytes(head), .. body]));
    }
}
