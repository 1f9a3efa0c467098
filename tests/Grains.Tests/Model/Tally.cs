using System.Collections.Concurrent;
using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>Counts what came of the commands, to show that the sequences reach every outcome.</summary>
internal sealed class Tally
{
    public const string Silencing = "app changed, with topics silenced";

    private readonly ConcurrentDictionary<string, int> counts = [];

    public int Steps => counts.Values.Sum();

    public bool Has(string outcome) => counts.ContainsKey(outcome);

    public void Count(object? answer) => counts.AddOrUpdate(NameOf(answer), 1, (_, count) => count + 1);

    public override string ToString() => string.Join(", ", counts.OrderByDescending(count => count.Value).Select(count => $"{count.Key} {count.Value}"));

    private static string NameOf(object? answer) => answer switch
    {
        AppResult.Refused { Reason: var reason } => reason.GetType().Name,
        InstallationResult.Refused { Reason: var reason } => reason.GetType().Name,
        AppResult.Accepted { SilencedTopics.IsEmpty: false } => Silencing,
        AppResult.Accepted accepted => $"app {Name(accepted.Created, accepted.Changed)}",
        InstallationResult.Accepted accepted => $"installation {Name(accepted.Created, accepted.Changed)}",
        _ => "silent",
    };

    private static string Name(bool created, bool changed) => created ? "created" : changed ? "changed" : "unchanged";
}
