using System.Net;
using System.Net.Sockets;
using Registry.Grains;
using Registry.Servers;

namespace Registry.Silo.Tests;

/// <summary>Endpoints that do not what they should: each is one failed attempt, told in words.</summary>
public sealed class BrokenEndpointTests
{
    private const string Cut = "The connection was cut.";

    private const string NoAnswer = "No answer within 1 s.";

    [Theory]
    [InlineData("no HTTP at all\r\n\r\n", "The answer is no HTTP.")]
    [InlineData("SSH-2.0-OpenSSH_9.9\r\n", "The answer is no HTTP.")]
    [InlineData("", Cut)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le", Cut)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf", Cut)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nno chunk\r\n", "The answer is no HTTP.")]
    public async Task Send_AnswerThatIsNone_FailsWithWords(string bytes, string error)
    {
        await using var scene = new SenderScene();
        await using var receiver = new RawReceiver(scene.Certificate, (stream, token) => RawReceiver.WriteAsync(stream, bytes, token));

        Failed(await scene.SendAsync(receiver.Port), error);
    }

    // What HttpClient throws where a connection ends between its being made and its first use: a matter of microseconds, so
    // no endpoint here can be made to do it.
    [Fact]
    public void Explain_ConnectionThatEndsWhileItIsMade_IsAFaultOfTheEndpoint() =>
        Assert.Equal(Cut, EndpointFaults.Explain(new SocketException((int)SocketError.NotConnected)));

    [Fact]
    public async Task Send_HeadersWithoutEnd_AreNotRead()
    {
        await using var scene = new SenderScene();
        await using var receiver = new RawReceiver(scene.Certificate, async (stream, token) =>
        {
            await RawReceiver.WriteAsync(stream, "HTTP/1.1 200 OK\r\n", token);
            while (true)
            {
                await RawReceiver.WriteAsync(stream, $"x: {new string('x', 1000)}\r\n", token);
            }
        });

        Failed(await scene.SendAsync(receiver.Port), "The headers of the answer are too long.");
    }

    [Fact]
    public async Task Send_BodyWithoutEnd_IsLeft()
    {
        await using var scene = new SenderScene();
        var left = new TaskCompletionSource();
        await using var receiver = new RawReceiver(scene.Certificate, async (stream, token) =>
        {
            try
            {
                await RawReceiver.WriteAsync(stream, "HTTP/1.1 200 OK\r\n\r\n", token);
                while (true)
                {
                    await RawReceiver.WriteAsync(stream, new string('x', 10_000), token);
                }
            }
            catch (IOException)
            {
                left.SetResult();
            }
        });

        var answer = await scene.SendAsync(receiver.Port);

        Assert.True(answer.IsSuccess, answer.Error);
        Assert.Equal(new string('x', 1024), answer.Response);
        await left.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nX: ")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")]
    public async Task Send_AnswerThatTrickles_IsGivenUp(string beginning)
    {
        await using var scene = new SenderScene(options => options.Timeout = TimeSpan.FromSeconds(1));
        await using var receiver = new RawReceiver(scene.Certificate, async (stream, token) =>
        {
            await RawReceiver.WriteAsync(stream, beginning, token);
            while (true)
            {
                await Task.Delay(50, token);
                await RawReceiver.WriteAsync(stream, beginning.Length > 0 ? "x" : "", token);
            }
        });

        Failed(await scene.SendAsync(receiver.Port), NoAnswer);
    }

    [Fact]
    public async Task Send_ListenerThatNeverAccepts_IsGivenUp()
    {
        await using var scene = new SenderScene(options => options.Timeout = TimeSpan.FromSeconds(1));
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        Failed(await scene.SendAsync(((IPEndPoint)listener.LocalEndpoint).Port), NoAnswer);
    }

    [Fact]
    public async Task Send_NobodyListens_IsRefused()
    {
        await using var scene = new SenderScene();
        Failed(await scene.SendAsync(FreePort.Find()), "The connection was refused.");
    }

    [Fact]
    public async Task Send_EndpointWithoutTls_IsRefused()
    {
        await using var scene = new SenderScene();
        await using var receiver = new RawReceiver(certificate: null, speaksFirst: true, (stream, token) => RawReceiver.WriteAsync(stream, "HTTP/1.1 400 Bad Request\r\n\r\n", token));

        Failed(await scene.SendAsync(receiver.Port), "The endpoint does not speak TLS as it should.");
    }

    [Fact]
    public async Task Send_HostWithoutAddress_IsRefused()
    {
        await using var scene = new SenderScene();
        Failed(await scene.SendAsync("https://nowhere.test/"), "The host name does not resolve.");
    }

    private static void Failed(WebhookAnswer answer, string error)
    {
        Assert.Equal(error, answer.Error);
        Assert.True(answer.WasSent);
        Assert.False(answer.IsSuccess);
        Assert.Null(answer.RetryAt);
    }
}
