using System.Globalization;

namespace Registry.Cluster.Tests;

/// <summary>How much of something a process may have more of at the end of a soak than when it was warm.</summary>
/// <param name="Name">Of what.</param>
/// <param name="Unit">In which unit.</param>
/// <param name="Of">How much of it a sample has.</param>
/// <param name="Most">How much more it may be, however long the soak: so a longer one finds slower leaks.</param>
internal sealed record Allowance(string Name, string Unit, Func<Vitals, double> Of, double Most)
{
    public static IReadOnlyList<Allowance> All { get; } =
    [
        new("managed memory", "MB", vitals => vitals.Heap, 6),

        // Pages that the collector and malloc have taken and not given back.
        new("private memory", "MB", vitals => vitals.Memory, 50),

        // Connections to the storage, which a fault makes more of, are closed after five minutes without work only.
        new("handles", "", vitals => vitals.Handles, 25),

        // The pool adds some when work waits.
        new("threads", "", vitals => vitals.Threads, 10),
    ];

    public bool Covers(IReadOnlyList<Vitals> samples) => GrowthOf(samples) <= Most;

    public string Describe(IReadOnlyList<Vitals> samples) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name} {samples.Select(Of).Order().ElementAt(samples.Count / 2):0.0} {Unit}, grown by {GrowthOf(samples):0.0} in {(samples[^1].At - samples[0].At).TotalMinutes:0.0} min, {Most} are allowed");

    public string Show(Vitals sample) => string.Create(CultureInfo.InvariantCulture, $"{Of(sample):0.#}");

    private double GrowthOf(IReadOnlyList<Vitals> samples) => Growth.Of([.. samples.Select(sample => (sample.At.TotalSeconds, Of(sample)))]);
}
