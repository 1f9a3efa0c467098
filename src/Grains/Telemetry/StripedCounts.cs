namespace Registry.Grains;

/// <summary>Counts a few kinds of things on all threads at once: threads rarely meet in one line of the processor's cache.</summary>
/// <param name="kinds">How many kinds there are.</param>
internal sealed class StripedCounts(int kinds)
{
    private const int Stripes = 16;

    // A line of the cache on either side, also where the processor fetches two at a time.
    private const int Padding = 16;

    private readonly long[][] stripes = [.. Enumerable.Range(0, Stripes).Select(_ => new long[Padding + kinds + Padding])];

    /// <summary>Counts some of a kind.</summary>
    public void Add(int kind, int count) => Interlocked.Add(ref stripes[Environment.CurrentManagedThreadId % Stripes][Padding + kind], count);

    /// <summary>How many of a kind were counted in all.</summary>
    public long Total(int kind) => stripes.Sum(stripe => Volatile.Read(ref stripe[Padding + kind]));
}
