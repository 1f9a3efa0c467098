using System.Diagnostics;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;

namespace Registry.Cluster.Tests;

/// <summary>The registry as users start it: one process on a data directory, listening on a free port.</summary>
internal sealed partial class RegistryProcess : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly Process process;
    private readonly StringBuilder output = new();

    private RegistryProcess(Process process) => this.process = process;

    /// <summary>The program.</summary>
    public static string ApiAssembly { get; } = Metadata("ApiAssembly");

    /// <summary>The program of a silo without the HTTP API.</summary>
    public static string SiloAssembly { get; } = Metadata("SiloAssembly");

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = null!;

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

    /// <summary>The path of a file of the repository.</summary>
    public static string RepositoryFile(string name) => Path.Combine(Metadata("Repository"), name);

    /// <summary>What the build has told of where things are.</summary>
    public static string Metadata(string key) => typeof(RegistryProcess).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == key).Value!;

    /// <summary>Starts the registry and returns when it listens.</summary>
    public static async Task<RegistryProcess> StartAsync(string dataDirectory, params string[] settings)
    {
        var registry = new RegistryProcess(Process.Start(StartInfo(dataDirectory, ["--urls", "http://127.0.0.1:0", .. settings]))!);
        try
        {
            await registry.WaitUntilListeningAsync();
            return registry;
        }
        catch
        {
            await registry.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs the <c>token</c> command.</summary>
    public static async Task<string> CreateTokenAsync(string dataDirectory, params string[] arguments)
    {
        using var process = Process.Start(StartInfo(dataDirectory, ["token", .. arguments]))!;
        var errors = process.StandardError.ReadToEndAsync();
        var token = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await errors);
        return token.Trim();
    }

    /// <summary>Ends the process as <c>kill -9</c> does.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Asks the process to stop as Ctrl-C and <c>kill</c> do, and returns its exit code.</summary>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        using var limit = new CancellationTokenSource(Limit);
        await process.WaitForExitAsync(limit.Token);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await KillAsync();
        }

        process.Dispose();
    }

    private static ProcessStartInfo StartInfo(string dataDirectory, params string[] arguments) => new("dotnet", [ApiAssembly, .. arguments])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        Environment =
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["Storage__Path"] = dataDirectory,
        },
    };

    private async Task WaitUntilListeningAsync()
    {
        var listening = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, line) => Take(line.Data, listening);
        process.ErrorDataReceived += (_, line) => Take(line.Data, listening);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => listening.TrySetException(new InvalidOperationException($"The registry ended at its start: {Output}"));
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        Address = await listening.Task.WaitAsync(Limit);
    }

    private void Take(string? line, TaskCompletionSource<Uri> listening)
    {
        lock (output)
        {
            output.AppendLine(line);
        }

        if (line is not null && LoopbackAddress().Match(line) is { Success: true } match)
        {
            listening.TrySetResult(new(match.Value));
        }
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex LoopbackAddress();
}
