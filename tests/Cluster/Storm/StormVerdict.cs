namespace Registry.Cluster.Tests;

/// <summary>Whether a storm was one, and whether the registry came through it.</summary>
internal static class StormVerdict
{
    private const int MostExplained = 8;

    /// <summary>Whether so much was answered that the storm shows something.</summary>
    public static bool IsEnough(Recorder recorder) => recorder.Count("changes Accepted") >= 200 && recorder.Count("answers") >= 1000;

    public static void Demand(Recorder recorder, ClusterOfProcesses cluster, int seed, ITestOutputHelper output)
    {
        output.WriteLine(string.Join(", ", recorder.Counts.OrderBy(kind => kind.Key).Select(kind => $"{kind.Value} {kind.Key}")));
        var violations = recorder.Check();
        if (violations.Count > 0)
        {
            output.WriteLine(cluster.UnexpectedFailures());
            output.WriteLine(cluster.Output(lines: 30));
            Assert.Fail(
                $"{violations.Count} violations with REGISTRY_STORM_SEED={seed}:\n{string.Join("\n\n", violations.Take(MostExplained).Select(violation => recorder.Explain(violation)))}");
        }

        Assert.True(IsEnough(recorder), "A storm in which hardly anything was answered shows nothing.");
    }
}
