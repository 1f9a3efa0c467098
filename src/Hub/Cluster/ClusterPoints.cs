using System.Text.Json.Serialization;
using Registry.Grains.Interfaces;

namespace Registry.Hub;

/// <summary>What the script of the cluster page draws.</summary>
/// <param name="Times">When each step began, in seconds since 1970, UTC.</param>
/// <param name="Charts">By chart.</param>
internal sealed record ClusterPoints(IReadOnlyList<long> Times, IReadOnlyDictionary<string, ChartPoints> Charts)
{
    public static ClusterPoints Of(ClusterBoard board) => new(
        [.. board.Points.Select(point => point.At.ToUnixTimeSeconds())],
        ClusterCharts.All.ToDictionary(chart => chart.Id, chart =>
        {
            var series = new ChartSeries(chart.Names(board.Points), board.Step);
            var values = board.Points.Select(point => chart.Values(point, series)).ToArray();
            return new ChartPoints(
                [.. series.Names.Select(ClusterWords.Line)],
                [.. series.Names.Select((_, line) => (IReadOnlyList<double?>)[.. values.Select(value => value[line])])],
                chart.Now(board));
        }));
}

/// <summary>The lines of one chart.</summary>
/// <param name="Names">The name of each.</param>
/// <param name="Lines">The values of each, one a step; null for a gap.</param>
/// <param name="Now">The newest values in words.</param>
internal sealed record ChartPoints(IReadOnlyList<string> Names, IReadOnlyList<IReadOnlyList<double?>> Lines, string Now);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ClusterPoints))]
internal sealed partial class ClusterJson : JsonSerializerContext;
