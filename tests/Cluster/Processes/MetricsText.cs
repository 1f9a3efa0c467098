using System.Globalization;
using System.Text.RegularExpressions;

namespace Registry.Cluster.Tests;

/// <summary>What a process says at <c>/metrics</c>, in the text format of Prometheus.</summary>
internal static class MetricsText
{
    /// <summary>The sum over all series of a metric that have the text in their labels.</summary>
    public static double Sum(string metrics, string name, string label = "") => metrics.Split('\n')
        .Where(line => line.StartsWith(name, StringComparison.Ordinal) && line[name.Length] is '{' or ' ' && line.Contains(label, StringComparison.Ordinal))
        .Sum(line => double.Parse(ValueOf(line), CultureInfo.InvariantCulture));

    /// <summary>The series that have the pattern somewhere in their labels.</summary>
    public static IReadOnlyList<string> With(string metrics, Regex pattern) => [.. metrics.Split('\n').Where(line => !line.StartsWith('#') && pattern.IsMatch(line))];

    // A timestamp may follow it.
    private static string ValueOf(string line) => line[(line.LastIndexOf('}') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries).First(part => char.IsAsciiDigit(part[0]));
}
