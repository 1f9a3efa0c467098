using System.Runtime.CompilerServices;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>
/// What installations that were asked last are answered from, found by the very texts of their ids: checks come with the same
/// texts for the same ids each time (<see cref="IdTable{T}"/>), which then need not be hashed and compared. Of a fixed size, and
/// keeps no activation in memory. Whether a view is good yet, it does not know. Safe on any thread.
/// </summary>
internal sealed class RecentInstallations
{
    // Two for each place, so that the few hundred that are asked most do not put each other out.
    private const int Slots = 4_096;

    private readonly CheckView?[] slots = new CheckView?[Slots];

    /// <summary>The view that was added last with the same texts; null where there is none.</summary>
    public CheckView? Find(InstallationKey installation)
    {
        var place = PlaceOf(installation);
        if (slots[place] is { } first && first.IsKnownAs(installation))
        {
            return first;
        }

        return slots[place + 1] is { } second && second.IsKnownAs(installation) ? second : null;
    }

    public void Add(InstallationKey installation, CheckView view)
    {
        view.KnowAs(installation);
        var place = PlaceOf(installation);
        if (slots[place] is { } other && !other.IsKnownAs(installation))
        {
            slots[place + 1] = other;
        }

        slots[place] = view;
    }

    // By which object a text is, not by its characters.
    private static int PlaceOf(InstallationKey installation) =>
        ((RuntimeHelpers.GetHashCode(installation.Workspace.Value) * 31) + RuntimeHelpers.GetHashCode(installation.App.Value)) & (Slots - 2);
}
