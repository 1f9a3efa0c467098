using System.Diagnostics;
using Registry.Servers;

namespace Registry.Cluster.Tests;

/// <summary>A silo of one of the two releases in tests/Upgrade.</summary>
internal sealed class ReleaseProcess : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly Process process;

    private ReleaseProcess(Process process, int port) => (this.process, Port) = (process, port);

    /// <summary>By which other silos know it.</summary>
    public int Port { get; }

    /// <param name="assembly">The release.</param>
    /// <param name="first">The silo that was started first; null for that one.</param>
    public static async Task<ReleaseProcess> StartAsync(string assembly, ReleaseProcess? first = null)
    {
        var port = FreePort.Find();
        var start = new ProcessStartInfo("dotnet", [assembly, $"{port}", $"{FreePort.Find()}", $"{first?.Port ?? port}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var release = new ReleaseProcess(Process.Start(start)!, port);
        Assert.Equal("ready", await release.ReadAsync());
        return release;
    }

    /// <summary>Makes a request of a grain on <paramref name="on"/> and returns the answer.</summary>
    public async Task<string> AskAsync(string request, string key, ReleaseProcess on)
    {
        await process.StandardInput.WriteLineAsync($"{request} {key} {on.Port}");
        return await ReadAsync();
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private async Task<string> ReadAsync() => await process.StandardOutput.ReadLineAsync().WaitAsync(Limit) ?? "nothing";
}
