using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Registry.Hub.Tests;

/// <summary>A sample as a person starts it: a process of its own, on a free port.</summary>
internal sealed partial class Sample : IAsyncDisposable
{
    private readonly Process process;

    private Sample(Process process, string url) => (this.process, Url) = (process, url);

    public string Url { get; }

    /// <summary>Starts a sample and waits until it listens.</summary>
    /// <param name="name">Its folder in <c>samples</c>.</param>
    /// <param name="settings">Its command line.</param>
    public static async Task<Sample> StartAsync(string name, params string[] settings)
    {
        var program = Path.Combine(Metadata("Samples"), name, "bin", Metadata("Configuration"), "net10.0", $"Registry.Samples.{name}.dll");
        var process = Process.Start(new ProcessStartInfo("dotnet", [program, "--urls", "http://127.0.0.1:0", .. settings])
        {
            // Where no settings of others lie.
            WorkingDirectory = Path.GetDirectoryName(program),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        }) ?? throw new InvalidOperationException("dotnet did not start.");
        try
        {
            var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
            {
                if (Listening().Match(line) is { Success: true } match)
                {
                    // Nobody reads what it says from here on, and it must not wait for that.
                    _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                    return new(process, match.Groups[1].Value);
                }
            }

            throw new InvalidOperationException($"The sample {name} ended: {await errors}");
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            process.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }

    private static string Metadata(string key) => typeof(Sample).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == key).Value!;

    [GeneratedRegex(@"Now listening on: (http://\S+)")]
    private static partial Regex Listening();
}
