using System.Diagnostics.Tracing;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Diagnostics.NETCore.Client;

namespace Registry.Cluster.Tests;

/// <summary>Looks at what a process of the cluster holds, from outside.</summary>
internal sealed partial class VitalsProbe(ProgramProcess program) : IDisposable
{
    private const double Megabyte = 1024 * 1024;

    // "Profilers flick this to force a full GC": GCHeapCollectKeyword of the runtime's event provider.
    private const long CollectKeyword = 0x800000;
    private static readonly EventPipeProvider[] Collection = [new("Microsoft-Windows-DotNETRuntime", EventLevel.Informational, CollectKeyword)];

    private readonly DiagnosticsClient diagnostics = new(program.Id);
    private readonly HttpClient http = new() { BaseAddress = program.Address };
    private double collections;

    public ProgramProcess Program => program;

    /// <param name="at">What time it is in the soak.</param>
    public async Task<Vitals> TakeAsync(TimeSpan at)
    {
        await CollectAsync();
        var metrics = await http.GetStringAsync("/metrics");
        var before = collections;
        collections = MetricsText.Sum(metrics, "dotnet_gc_collections_total", "gen2");
        Assert.True(collections > before, $"{program.Name} has not collected its garbage, so what it holds can't be told.");
        return new(
            at,
            (MetricsText.Sum(metrics, "dotnet_gc_last_collection_heap_size_bytes") - MetricsText.Sum(metrics, "dotnet_gc_last_collection_heap_fragmentation_size_bytes")) / Megabyte,
            Status("RssAnon:") / 1024,
            Directory.EnumerateFileSystemEntries($"/proc/{program.Id}/fd").Count(),
            Status("Threads:"),
            MetricsText.Sum(metrics, "registry_unobserved_exceptions_total"),
            MetricsText.With(metrics, SiloAddress()));
    }

    public void Dispose() => http.Dispose();

    // Address, port and when it was started, as Orleans writes it.
    [GeneratedRegex(@"\d+\.\d+\.\d+\.\d+:\d+:\d+")]
    private static partial Regex SiloAddress();

    private async Task CollectAsync()
    {
        using var session = await diagnostics.StartEventPipeSessionAsync(Collection, requestRundown: false, circularBufferMB: 1, CancellationToken.None);
        var reading = session.EventStream.CopyToAsync(Stream.Null);
        await session.StopAsync(CancellationToken.None);
        await reading;
    }

    private double Status(string name) => double.Parse(
        File.ReadLines($"/proc/{program.Id}/status").First(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..].Replace("kB", "", StringComparison.Ordinal),
        CultureInfo.InvariantCulture);
}
