using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Npgsql;

namespace Registry.Servers;

/// <summary>A PostgreSQL server of its own on a free port of 127.0.0.1, gone with all its data afterwards.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const int Interrupt = 2;
    private const int Quit = 3;

    private const string Administrator = "postgres";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static int databases;

    private readonly TempDirectory directory = new();
    private readonly string password = $"p-{Guid.NewGuid():N}";
    private readonly ConcurrentQueue<string> log = new();
    private readonly bool isDurable;
    private Process? process;

    private PostgresServer(bool isDurable) => this.isDurable = isDurable;

    /// <summary>Where it listens.</summary>
    public int Port { get; private set; }

    private string Data => Path.Combine(directory.Path, "data");

    /// <param name="isDurable">Whether it syncs: needed where numbers shall be honest. What a killed server has written is safe without.</param>
    public static async Task<PostgresServer> StartAsync(bool isDurable = false)
    {
        var server = new PostgresServer(isDurable);
        try
        {
            await server.InitializeAsync();
            server.Port = FreePort.Find();
            await server.StartAgainAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>The connection string of the administrator.</summary>
    public string ConnectionString(string database = "postgres") =>
        new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = Port, Database = database, Username = Administrator, Password = password }.ConnectionString;

    /// <summary>Makes an empty database and returns the administrator's connection string for it.</summary>
    /// <param name="options">What follows CREATE DATABASE name.</param>
    public async Task<string> CreateDatabaseAsync(string options = "")
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test{Interlocked.Increment(ref databases)}");
        await ExecuteAsync($"CREATE DATABASE {name} {options}");
        return ConnectionString(name);
    }

    /// <summary>Runs a statement as the administrator.</summary>
    public async Task ExecuteAsync(string sql, string database = "postgres")
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ConnectionString(database)) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Kills it as <c>kill -9</c> does.</summary>
    public async Task KillAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Stops it as an operator does who does not want to wait for the sessions.</summary>
    public Task StopAsync() => EndAsync(Interrupt);

    /// <summary>Starts it again on the same port, with the data that it has.</summary>
    public async Task StartAgainAsync()
    {
        var started = Stopwatch.GetTimestamp();
        Launch();
        while (!await IsReadyAsync())
        {
            if (Stopwatch.GetElapsedTime(started) > Patience)
            {
                throw new InvalidOperationException($"PostgreSQL did not start: {string.Join('\n', log.TakeLast(20))}");
            }

            // The sessions of a server that was killed need a moment to notice; until they have, the next one refuses to start.
            if (process!.HasExited)
            {
                Launch();
            }

            await Task.Delay(50);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
        {
            await EndAsync(Quit);
        }

        process?.Dispose();
        directory.Dispose();
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int SendSignal(int processId, int signal);

    private async Task EndAsync(int signal)
    {
        _ = SendSignal(process!.Id, signal);
        await process.WaitForExitAsync();
    }

    private async Task InitializeAsync()
    {
        var passwordFile = Path.Combine(directory.Path, "password");
        await File.WriteAllTextAsync(passwordFile, password);
        await PostgresInstallation.GiveAsync(directory.Path);
        await PostgresInstallation.GiveAsync(passwordFile);

        // A collation that sorts as people do, so that a test notices where the order should be of bytes.
        await PostgresInstallation.RunAsync(PostgresInstallation.Start(
            "initdb", "--pgdata", Data, "--username", Administrator, "--pwfile", passwordFile, "--auth", "scram-sha-256",
            "--encoding", "UTF8", "--locale", "C", "--locale-provider", "icu", "--icu-locale", "en-US", "--no-sync"));
    }

    private void Launch()
    {
        process?.Dispose();
        process = PostgresInstallation.Start(
            "postgres", "-D", Data, "-c", "listen_addresses=127.0.0.1", "-c", $"port={Port}", "-c", "unix_socket_directories=",
            "-c", $"fsync={(isDurable ? "on" : "off")}", "-c", "max_connections=300", "-c", "shared_buffers=64MB");
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is not null)
        {
            log.Enqueue(line.Data);
        }
    }

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            await ExecuteAsync("SELECT 1");
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }
}
