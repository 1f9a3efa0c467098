using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace Registry.Cluster.Tests;

/// <summary>One process of a cluster: a silo or an API process.</summary>
internal sealed class ProgramProcess : IAsyncDisposable
{
    private const int Terminate = 15;
    private const int Continue = 18;
    private const int Stop = 19;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly HttpClient Probe = new() { Timeout = TimeSpan.FromSeconds(5) };

    private readonly Process process;
    private readonly StringBuilder output = new();

    private ProgramProcess(string name, Uri address, Process process)
    {
        Name = name;
        Address = address;
        this.process = process;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>What the test calls it.</summary>
    public string Name { get; }

    /// <summary>Where it answers HTTP.</summary>
    public Uri Address { get; }

    /// <summary>By which the operating system knows it.</summary>
    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    /// <summary>All that it has printed so far.</summary>
    public string Output
    {
        get
        {
            lock (output)
            {
                return output.ToString();
            }
        }
    }

    /// <summary>Starts one; it listens at <paramref name="address"/> some time later.</summary>
    public static ProgramProcess Start(string name, string assembly, Uri address, IEnumerable<KeyValuePair<string, string>> settings)
    {
        var start = new ProcessStartInfo("dotnet", [assembly])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Development", ["urls"] = address.GetLeftPart(UriPartial.Authority) },
        };

        // Not as arguments: a connection string is a secret.
        foreach (var (key, value) in settings)
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        return new(name, address, Process.Start(start)!);
    }

    /// <summary>Returns when it says that it can do its work.</summary>
    public async Task WaitUntilReadyAsync()
    {
        var started = Stopwatch.GetTimestamp();
        while (!await IsReadyAsync())
        {
            Assert.False(HasExited, $"{Name} ended at its start: {Output}");
            Assert.True(Stopwatch.GetElapsedTime(started) < Limit, $"{Name} did not become ready: {Output}");
            await Task.Delay(100);
        }
    }

    /// <summary>Whether it says that it can do its work.</summary>
    public async Task<bool> IsReadyAsync()
    {
        try
        {
            using var answer = await Probe.GetAsync(new Uri(Address, "/health/ready"));
            return answer.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or SocketException or TaskCanceledException)
        {
            return false;
        }
    }

    /// <summary>Ends it as <c>kill -9</c> does.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Asks it to stop as an orchestrator does, and returns its exit code.</summary>
    public async Task<int> StopAsync()
    {
        Send(Terminate);
        await WaitForExitAsync();
        return process.ExitCode;
    }

    /// <summary>Stops it in the middle of what it does.</summary>
    public void Pause() => Send(Stop);

    /// <summary>Lets it go on where it was.</summary>
    public void GoOn() => Send(Continue);

    /// <summary>Returns when it has ended by itself.</summary>
    public async Task WaitForExitAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"{Name} did not end: {Output}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await KillAsync();
        }

        process.Dispose();
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int SendSignal(int processId, int signal);

    private void Send(int signal) => Assert.Equal(0, SendSignal(process.Id, signal));

    private void Keep(string? line)
    {
        lock (output)
        {
            output.AppendLine(line);
        }
    }
}
