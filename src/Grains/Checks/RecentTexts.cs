using System.Runtime.CompilerServices;

namespace Registry.Grains;

/// <summary>
/// A few texts that came last, known by which object they are: the ids of checks come as the same texts each time, which then need
/// not be hashed and compared. Of a fixed size. Safe on any thread.
/// </summary>
internal sealed class RecentTexts
{
    // Two for each place, so that a few do not put each other out.
    private const int Slots = 64;

    private readonly string?[] slots = new string?[Slots];

    public bool Contains(string text)
    {
        var place = PlaceOf(text);
        return ReferenceEquals(slots[place], text) || ReferenceEquals(slots[place + 1], text);
    }

    /// <summary>Adds a text; whatever the caller does next is done after it, on all threads.</summary>
    public void Add(string text)
    {
        // None is moved: one that is being forgotten must not come back.
        var place = PlaceOf(text);
        Interlocked.Exchange(ref slots[slots[place] is null ? place : place + 1], text);
    }

    /// <summary>Forgets them all.</summary>
    public void Clear() => Array.Clear(slots);

    private static int PlaceOf(string text) => RuntimeHelpers.GetHashCode(text) & (Slots - 2);
}
