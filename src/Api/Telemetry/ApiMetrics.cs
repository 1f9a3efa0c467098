using System.Diagnostics.Metrics;

namespace Registry.Api;

/// <summary>What the HTTP front-end counts.</summary>
internal sealed class ApiMetrics(IMeterFactory meters)
{
    public const string MeterName = "Registry.Api";

    private readonly Counter<long> problems = meters.Create(MeterName).CreateCounter<long>(
        "registry.api.problems", "{problem}", "Answers that told of a problem, by its slug.");

    private readonly Counter<long> turnedAway = meters.Create(MeterName).CreateCounter<long>(
        "registry.api.turned_away", "{request}", "Requests that were one too many, by the limit that they met.");

    public void ProblemAnswered(ProblemType type) => problems.Add(1, new KeyValuePair<string, object?>("slug", type.Slug));

    /// <param name="limit"><c>caller</c>, <c>workspace</c>, <c>requests</c> or <c>checks</c>.</param>
    public void TurnedAway(string limit) => turnedAway.Add(1, new KeyValuePair<string, object?>("limit", limit));
}
