using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>
/// Remembers where pages begin: each one of few pages, of many every second, fourth, … so that what is stored stays small
/// (25 KB) whatever the number.
/// </summary>
internal sealed class ReplayMarks
{
    private const int Most = 256;

    private readonly List<DeliveryId> marks = [];
    private int pages;
    private int step = 1;

    public ImmutableArray<DeliveryId> All => [.. marks];

    public void Add(DeliveryId mark)
    {
        if (pages++ % step != 0)
        {
            return;
        }

        if (marks.Count == Most)
        {
            // Pages are counted from the first one, so it is always the even ones that stay.
            var kept = marks.Where((_, position) => position % 2 == 0).ToArray();
            marks.Clear();
            marks.AddRange(kept);
            step *= 2;
        }

        marks.Add(mark);
    }
}
