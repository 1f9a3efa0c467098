using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Registry.Api.Tests;

public sealed class ShutdownTests
{
    [Fact]
    public async Task Stop_WhileARequestIsRead_AnswersItFirst()
    {
        await using var server = new RegistryServer();
        await server.InitializeAsync();
        var scene = new Scene(server);
        var body = scene.AppBody();
        using var connection = new TcpClient();
        await connection.ConnectAsync("127.0.0.1", new Uri(server.Url).Port, TestContext.Current.CancellationToken);
        await using var stream = connection.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"PUT {scene.AppPath} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {server.Token(["developer"], developer: scene.DeveloperId)}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\nExpect: 100-continue\r\n\r\n"), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream, Encoding.ASCII);

        // The server asks for the body once the request is in its handler.
        Assert.Equal("HTTP/1.1 100 Continue", await reader.ReadLineAsync(TestContext.Current.CancellationToken));
        Assert.Equal("", await reader.ReadLineAsync(TestContext.Current.CancellationToken));
        var stopped = server.StopAsync();
        await Until.TrueAsync(() => !CanConnect(new Uri(server.Url).Port));
        Assert.False(stopped.IsCompleted);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(body), TestContext.Current.CancellationToken);

        Assert.Equal("HTTP/1.1 201 Created", await reader.ReadLineAsync(TestContext.Current.CancellationToken));
        await stopped;
    }

    [Fact]
    public async Task Stop_WhileItDrains_AnswersWhatStillComesAndSendsItElsewhere()
    {
        await using var server = new RegistryServer("--Server:DrainTime=00:00:10");
        await server.InitializeAsync();
        var scene = new Scene(server);
        await scene.InstallAsync();
        Assert.DoesNotContain("Connection", (await scene.Admin.GetAsync(scene.InstallationPath)).Is(200).Headers.Keys);

        // As SIGTERM does it.
        server.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        var stopped = server.StopAsync();

        (await scene.Nobody.GetAsync("/health/ready")).Refused(503, "unavailable");
        foreach (var path in new[] { scene.InstallationPath, $"{scene.InstallationPath}/scopes/read_tags" })
        {
            for (var call = 0; call < 5; call++)
            {
                Assert.Equal("close", (await scene.Operator.GetAsync(path)).Is(200).Headers["Connection"]);
            }
        }

        Assert.False(stopped.IsCompleted);
        Assert.Equal(TimeSpan.FromSeconds(30 + 10), server.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout);
        await stopped;
        Assert.False(CanConnect(new Uri(server.Url).Port));
    }

    private static bool CanConnect(int port)
    {
        try
        {
            using var probe = new TcpClient("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
