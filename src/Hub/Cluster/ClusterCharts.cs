using System.Collections.Immutable;
using System.Globalization;
using Registry.Grains.Interfaces;

namespace Registry.Hub;

/// <summary>The charts of the cluster page: what each shows, and the series that it is drawn from.</summary>
internal static class ClusterCharts
{
    private static readonly string[] Percentiles = ["p50", "p95", "p99"];

    public static ImmutableArray<ClusterChart> All { get; } =
    [
        Rates("checks", ClusterTexts.Checks, point => point.Checks),
        Latency("check-latency", ClusterTexts.CheckLatency, point => point.CheckLatency),
        Latency("storage-latency", ClusterTexts.StorageLatency, point => point.StorageLatency),
        Rates("changes", ClusterTexts.Changes, point => point.Changes),
        Rates("deliveries", ClusterTexts.Deliveries, point => point.WebhookAttempts),
        new("activations", ClusterTexts.InMemory, "", _ => ["grains", "installations"], (point, _) => [point.Activations, point.Installations]),
    ];

    // Counts of a step, per second.
    private static ClusterChart Rates(string id, string title, Func<BoardPoint, ImmutableArray<OutcomeCount>> counts) => new(
        id,
        title,
        "/s",
        points => [.. points.SelectMany(point => counts(point)).Select(count => count.Outcome).Distinct().Order(StringComparer.Ordinal)],
        (point, series) => [.. series.Names.Select(name => (double?)Math.Round((counts(point).FirstOrDefault(count => count.Outcome == name)?.Count ?? 0) / series.Step.TotalSeconds, 2))]);

    private static ClusterChart Latency(string id, string title, Func<BoardPoint, LatencySummary?> latency) => new(
        id,
        title,
        " ms",
        _ => Percentiles,
        (point, _) => latency(point) is { } summary ? [Milliseconds(summary.P50), Milliseconds(summary.P95), Milliseconds(summary.P99)] : [null, null, null]);

    private static double? Milliseconds(TimeSpan time) => Math.Round(time.TotalMilliseconds, 3);
}

/// <summary>The names of the lines of a chart, and how long a step is.</summary>
internal sealed record ChartSeries(IReadOnlyList<string> Names, TimeSpan Step);

/// <summary>One chart.</summary>
/// <param name="Id">Names it for the script.</param>
/// <param name="Title">Its title.</param>
/// <param name="Unit">What stands behind a number.</param>
/// <param name="Names">The names of its lines, for these points.</param>
/// <param name="Values">The values of its lines at a point; null for a gap.</param>
internal sealed record ClusterChart(
    string Id,
    string Title,
    string Unit,
    Func<ImmutableArray<BoardPoint>, IReadOnlyList<string>> Names,
    Func<BoardPoint, ChartSeries, double?[]> Values)
{
    /// <summary>The newest values in words.</summary>
    public string Now(ClusterBoard board)
    {
        if (board.Points is not [.., var last])
        {
            return ClusterTexts.NothingYet;
        }

        var series = new ChartSeries(Names([last]), board.Step);
        var parts = series.Names.Zip(Values(last, series))
            .Where(part => part.Second is not null)
            .Select(part => Phrase.Of("{0} {1}{2}", ClusterWords.Line(part.First), part.Second!.Value.ToString("0.##", CultureInfo.InvariantCulture), Unit));
        var text = string.Join(" · ", parts);
        return text.Length == 0 ? ClusterTexts.NothingJustNow : text;
    }
}
