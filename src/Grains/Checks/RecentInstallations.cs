using System.Runtime.CompilerServices;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>
/// What installations that were asked last are answered from, found by the very texts of their ids: checks come with the same
/// texts for the same ids each time (<see cref="IdTable{T}"/>), which then need not be hashed and compared. Of a fixed size, and
/// keeps no activation in memory. Whether a view is good yet, it does not know. Safe on any thread, takes no lock.
/// </summary>
internal sealed class RecentInstallations
{
    // Two for each place, side by side, so that the few hundred that are asked most do not put each other out.
    private const int Slots = 4_096;

    private readonly Slot[] slots = new Slot[Slots];

    /// <summary>The first of the two slots for an installation: by which objects its texts are, not by their characters.</summary>
    internal static int PlaceOf(InstallationKey installation) =>
        ((RuntimeHelpers.GetHashCode(installation.Workspace.Value) * 31) + RuntimeHelpers.GetHashCode(installation.App.Value)) & (Slots - 2);

    /// <summary>The view that was added last with the same texts; null where there is none.</summary>
    public CheckView? Find(InstallationKey installation)
    {
        var place = PlaceOf(installation);
        return slots[place].Find(installation) ?? slots[place + 1].Find(installation);
    }

    /// <summary>Adds a view, in place of an earlier one of the installation, else of the one of two that has been there longer.</summary>
    public void Add(InstallationKey installation, CheckView view)
    {
        var place = PlaceOf(installation);
        ref var first = ref slots[place];
        ref var second = ref slots[place + 1];
        if (first.Find(installation) is not null || (second.Find(installation) is null && first.Writes <= second.Writes))
        {
            first.TryWrite(installation, view);
        }
        else
        {
            second.TryWrite(installation, view);
        }
    }

    // The texts are here and not with the view: a million views would keep a million texts in memory that are asked for once a minute.
    // What is read while another thread writes is told by the number of writes, which is odd then, and another one afterwards.
    private struct Slot
    {
        private string? workspace;
        private string? app;
        private CheckView? view;
        private long halfWrites;

        public readonly long Writes => halfWrites / 2;

        public CheckView? Find(InstallationKey key)
        {
            var before = Volatile.Read(ref halfWrites);
            if (!ReferenceEquals(Volatile.Read(ref workspace), key.Workspace.Value) || !ReferenceEquals(Volatile.Read(ref app), key.App.Value))
            {
                return null;
            }

            var found = Volatile.Read(ref view);
            return long.IsEvenInteger(before) && Volatile.Read(ref halfWrites) == before ? found : null;
        }

        // Not where another thread is writing: then that one's is as good.
        public void TryWrite(InstallationKey key, CheckView next)
        {
            var before = Volatile.Read(ref halfWrites);
            if (long.IsOddInteger(before) || Interlocked.CompareExchange(ref halfWrites, before + 1, before) != before)
            {
                return;
            }

            Volatile.Write(ref workspace, key.Workspace.Value);
            Volatile.Write(ref app, key.App.Value);
            Volatile.Write(ref view, next);
            Volatile.Write(ref halfWrites, before + 2);
        }
    }
}
