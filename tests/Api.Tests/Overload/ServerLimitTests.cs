using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Registry.Api.Tests;

/// <summary>Who sends too slowly, too much, or nothing at all holds no connection for long, and keeps nobody else waiting.</summary>
public sealed class ServerLimitTests : IAsyncLifetime
{
    private readonly RegistryServer server = new();

    public ValueTask InitializeAsync() => server.InitializeAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Headers_ThatNeverEnd_AreGivenUpAndKeepNobodyWaiting()
    {
        var scene = new Scene(server);
        await scene.InstallAsync();
        var slow = await Task.WhenAll(Enumerable.Range(0, 300).Select(_ => ConnectAsync(server)));
        await Task.WhenAll(slow.Select(connection => SendAsync(connection, "GET /v1/catalog HTTP/1.1\r\nHost: x\r\nX-Slow: ")));

        for (var call = 0; call < 50; call++)
        {
            (await scene.Service.GetAsync($"{scene.InstallationPath}/scopes/read_tags")).Is(200);
            (await scene.Admin.GetAsync(scene.InstallationPath)).Is(200);
        }

        Assert.All(await Task.WhenAll(slow.Select(ReadToEndAsync)), answer => Assert.StartsWith("HTTP/1.1 408 ", answer, StringComparison.Ordinal));
        Array.ForEach(slow, connection => connection.Dispose());
    }

    [Fact]
    public async Task Body_ThatComesByteByByte_IsGivenUpAndChangesNothing()
    {
        var scene = new Scene(server);
        await scene.RegisterAsync();
        var token = server.Token(["workspace_admin"], workspace: scene.Workspace);
        using var connection = await ConnectAsync(server);
        await SendAsync(connection, $"PUT {scene.InstallationPath} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\nContent-Length: 4000\r\n\r\n{{");

        var answer = ReadToEndAsync(connection);
        while (!answer.IsCompleted)
        {
            await Task.WhenAny(answer, Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken));
            await TrySendAsync(connection, " ");
        }

        Assert.StartsWith("HTTP/1.1 408 ", await answer, StringComparison.Ordinal);
        Assert.Contains("urn:registry:problem:request_timeout", await answer, StringComparison.Ordinal);
        (await scene.Admin.GetAsync(scene.InstallationPath)).Refused(404, "not_found");
    }

    [Theory]
    [InlineData("HTTP/1.1 431 ", 1, 40_000)]
    [InlineData("HTTP/1.1 431 ", 200, 1)]
    public async Task Headers_ThatAreTooMuch_AreRefused(string status, int count, int length)
    {
        using var connection = await ConnectAsync(server);
        await TrySendAsync(connection, $"GET /v1/catalog HTTP/1.1\r\nHost: x\r\n{string.Concat(Enumerable.Range(0, count).Select(number => $"X-Header-{number}: {new string('x', length)}\r\n"))}\r\n");

        Assert.StartsWith(status, await ReadToEndAsync(connection), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Target_ThatIsTooLong_IsRefused()
    {
        using var connection = await ConnectAsync(server);
        await TrySendAsync(connection, $"GET /v1/catalog?{new string('x', 20_000)} HTTP/1.1\r\nHost: x\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 414 ", await ReadToEndAsync(connection), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Body_ThatSaysItIsHuge_IsRefusedBeforeItIsSent()
    {
        var scene = new Scene(server);
        var token = server.Token(["developer"], developer: scene.DeveloperId);
        using var connection = await ConnectAsync(server);
        await SendAsync(connection, $"PUT {scene.AppPath} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\nContent-Length: {long.MaxValue.ToString(CultureInfo.InvariantCulture)}\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 413 ", await ReadToEndAsync(connection), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connections_MoreThanThereMayBe_AreClosedUntilOthersEnd()
    {
        await using var small = new RegistryServer("--Overload:MaxConnections=20");
        await small.InitializeAsync();
        var open = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ConnectAsync(small)));

        // The server learns of connections one after the other: each is known to be one of the twenty once it was answered.
        foreach (var connection in open)
        {
            Assert.StartsWith("HTTP/1.1 200 ", await AskAsync(connection), StringComparison.Ordinal);
        }

        using var excess = await ConnectAsync(small);
        Assert.Equal("", await AskAsync(excess));
        Assert.StartsWith("HTTP/1.1 200 ", await AskAsync(open[0]), StringComparison.Ordinal);

        Array.ForEach(open, connection => connection.Dispose());
        await Until.TrueAsync(async () =>
        {
            using var next = await ConnectAsync(small);
            return (await AskAsync(next)).StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal);
        });
    }

    private static async Task<TcpClient> ConnectAsync(RegistryServer server)
    {
        var connection = new TcpClient { NoDelay = true };
        await connection.ConnectAsync("127.0.0.1", new Uri(server.Url).Port, TestContext.Current.CancellationToken);
        return connection;
    }

    private static async Task SendAsync(TcpClient connection, string text) =>
        await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text), TestContext.Current.CancellationToken);

    // The server may have answered and closed before it has read all of it.
    private static async Task TrySendAsync(TcpClient connection, string text)
    {
        try
        {
            await SendAsync(connection, text);
        }
        catch (IOException)
        {
            // What it has answered is there to be read.
        }
    }

    private static async Task<string> AskAsync(TcpClient connection)
    {
        await TrySendAsync(connection, "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n");
        var buffer = new byte[4096];
        try
        {
            var count = await connection.GetStream().ReadAsync(buffer, TestContext.Current.CancellationToken);
            return Encoding.ASCII.GetString(buffer, 0, count);
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static async Task<string> ReadToEndAsync(TcpClient connection)
    {
        var all = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            int count;
            while ((count = await connection.GetStream().ReadAsync(buffer, TestContext.Current.CancellationToken)) > 0)
            {
                all.Append(Encoding.ASCII.GetString(buffer, 0, count));
            }
        }
        catch (IOException)
        {
            // Closed with what was sent and not read; the answer came first.
        }

        return all.ToString();
    }
}
