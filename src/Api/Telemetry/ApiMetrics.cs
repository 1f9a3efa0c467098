using System.Diagnostics.Metrics;

namespace Registry.Api;

/// <summary>What the HTTP front-end counts.</summary>
internal sealed class ApiMetrics(IMeterFactory meters)
{
    public const string MeterName = "Registry.Api";

    private readonly Counter<long> problems = meters.Create(MeterName).CreateCounter<long>(
        "registry.api.problems", "{problem}", "Answers that told of a problem, by its slug.");

    public void ProblemAnswered(ProblemType type) => problems.Add(1, new KeyValuePair<string, object?>("slug", type.Slug));
}
