using System.Diagnostics.Tracing;
using System.Globalization;
using Microsoft.Diagnostics.NETCore.Client;

namespace Registry.Cluster.Tests;

/// <summary>Looks at what a process of the cluster holds, from outside.</summary>
internal sealed class VitalsProbe(ProgramProcess program) : IDisposable
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
        collections = Sum(metrics, "dotnet_gc_collections_total", "gen2");
        Assert.True(collections > before, $"{program.Name} has not collected its garbage, so what it holds can't be told.");
        return new(
            at,
            (Sum(metrics, "dotnet_gc_last_collection_heap_size_bytes") - Sum(metrics, "dotnet_gc_last_collection_heap_fragmentation_size_bytes")) / Megabyte,
            Status("RssAnon:") / 1024,
            Directory.EnumerateFileSystemEntries($"/proc/{program.Id}/fd").Count(),
            Status("Threads:"),
            Sum(metrics, "registry_unobserved_exceptions_total"));
    }

    public void Dispose() => http.Dispose();

    private async Task CollectAsync()
    {
        using var session = await diagnostics.StartEventPipeSessionAsync(Collection, requestRundown: false, circularBufferMB: 1, CancellationToken.None);
        var reading = session.EventStream.CopyToAsync(Stream.Null);
        await session.StopAsync(CancellationToken.None);
        await reading;
    }

    // Over all series of a metric that have the text in their labels.
    private static double Sum(string metrics, string name, string label = "") => metrics.Split('\n')
        .Where(line => line.StartsWith(name, StringComparison.Ordinal) && line[name.Length] is '{' or ' ' && line.Contains(label, StringComparison.Ordinal))
        .Sum(line => double.Parse(ValueOf(line), CultureInfo.InvariantCulture));

    // A timestamp may follow it.
    private static string ValueOf(string line) => line[(line.LastIndexOf('}') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries).First(part => char.IsAsciiDigit(part[0]));

    private double Status(string name) => double.Parse(
        File.ReadLines($"/proc/{program.Id}/status").First(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..].Replace("kB", "", StringComparison.Ordinal),
        CultureInfo.InvariantCulture);
}
