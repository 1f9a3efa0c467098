using System.Diagnostics.Metrics;

namespace Registry.Api;

/// <summary>What the HTTP front-end counts.</summary>
internal sealed class ApiMetrics
{
    public const string MeterName = "Registry.Api";

    private readonly Meter meter;
    private readonly Counter<long> problems;
    private readonly Counter<long> turnedAway;

    public ApiMetrics(IMeterFactory meters)
    {
        meter = meters.Create(MeterName);
        problems = meter.CreateCounter<long>("registry.api.problems", "{problem}", "Answers that told of a problem, by its slug.");
        turnedAway = meter.CreateCounter<long>("registry.api.turned_away", "{request}", "Requests that were one too many, by the limit that they met.");
    }

    public void ProblemAnswered(ProblemType type) => problems.Add(1, new KeyValuePair<string, object?>("slug", type.Slug));

    /// <param name="limit"><c>caller</c>, <c>workspace</c>, <c>requests</c> or <c>checks</c>.</param>
    public void TurnedAway(string limit) => turnedAway.Add(1, Limit(limit));

    /// <summary>Tells of the requests that have a place, whenever metrics are collected.</summary>
    public void ObserveActiveRequests(Func<int> requests, Func<int> checks) => meter.CreateObservableUpDownCounter<long>(
        "registry.api.requests.active",
        () => [new(requests(), Limit("requests")), new(checks(), Limit("checks"))],
        "{request}",
        "Requests being worked on, by the limit that they count for; checks that are answered at once have none.");

    private static KeyValuePair<string, object?> Limit(string limit) => new("limit", limit);
}
