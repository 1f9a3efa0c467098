using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using System.Security.Cryptography;

namespace Registry.Servers;

/// <summary>Azurite's table service as a process of its own, on a free loopback port, with nothing in it.</summary>
public sealed class AzuriteServer : IAsyncDisposable
{
    private const string Account = "registrytests";
    private const int Attempts = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(10);

    private readonly Process process;
    private readonly TempDirectory data;
    private readonly Task<string> output;

    private AzuriteServer(Process process, TempDirectory data, int port, string key)
    {
        this.process = process;
        this.data = data;
        Port = port;
        Endpoint = new($"http://127.0.0.1:{port}/{Account}");
        ConnectionString =
            $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={key};TableEndpoint={Endpoint.AbsoluteUri};";
        output = ReadOutputAsync(process);
    }

    /// <summary>Where it listens, on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>The address of the table service, account included.</summary>
    public Uri Endpoint { get; }

    /// <summary>The connection string with a key made for this server.</summary>
    public string ConnectionString { get; }

    /// <summary>The same, through something else that listens on 127.0.0.1 and passes on what it gets, such as a faulty proxy.</summary>
    public string ConnectionStringThrough(int port) =>
        ConnectionString.Replace($"127.0.0.1:{Port}/", $"127.0.0.1:{port}/", StringComparison.Ordinal);

    /// <summary>Starts one and waits until it takes connections.</summary>
    public static async Task<AzuriteServer> StartAsync(CancellationToken cancellationToken = default)
    {
        for (var attempt = 1; ; attempt++)
        {
            var server = Start();
            try
            {
                // Another process may have taken the port meanwhile: then Azurite ends, and another port is tried.
                if (await server.IsReadyAsync(cancellationToken))
                {
                    return server;
                }
            }
            catch
            {
                await server.DisposeAsync();
                throw;
            }

            await server.DisposeAsync();
            if (attempt == Attempts)
            {
                throw new InvalidOperationException($"Azurite did not start: {await server.output}");
            }
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        using (data)
        using (process)
        {
            // The closed pipe ends it (run.js); a server that does not heed that is killed.
            process.StandardInput.Close();
            using var limit = new CancellationTokenSource(StopPatience);
            try
            {
                await process.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(CancellationToken.None);
            }
        }
    }

    private static AzuriteServer Start()
    {
        var directory = typeof(AzuriteServer).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(metadata => metadata.Key == "AzuriteDirectory").Value!;
        if (!Directory.Exists(Path.Combine(directory, "node_modules", "azurite")))
        {
            throw new InvalidOperationException("Azurite is not installed. ./test installs it: run that once (it needs npm).");
        }

        var data = new TempDirectory();
        var port = FreePort.Find();
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(64));
        var start = new ProcessStartInfo("node")
        {
            WorkingDirectory = data.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["AZURITE_ACCOUNTS"] = $"{Account}:{key}" },
        };
        // Without --disableTelemetry it hangs at its end where there is no internet.
        foreach (var argument in (string[])[Path.Combine(directory, "run.js"), "--location", data.Path, "--tableHost", "127.0.0.1",
            "--tablePort", $"{port}", "--silent", "--disableTelemetry", "--skipApiVersionCheck", "--disableProductStyleUrl"])
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            return new(Process.Start(start)!, data, port, key);
        }
        catch
        {
            data.Dispose();
            throw;
        }
    }

    private static async Task<string> ReadOutputAsync(Process process)
    {
        var texts = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        return string.Concat(texts).Trim();
    }

    // A process that has ended was not the one that answered.
    private async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < Patience && !process.HasExited)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, Port, cancellationToken);
                return !process.HasExited;
            }
            catch (SocketException)
            {
                await Task.Delay(50, cancellationToken);
            }
        }

        return false;
    }
}
