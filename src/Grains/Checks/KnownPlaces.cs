using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>
/// Where installations were found last, in 8 MB, however many there are: it forgets one where it needs the room for another
/// one. What it says need not be true, not any more or not at all: whoever is asked there says so.
/// </summary>
internal sealed class KnownPlaces
{
    /// <summary>The highest number of a place. The lowest one is 1.</summary>
    public const int MaxPlace = (1 << PlaceBits) - 1;

    private const int PlaceBits = 12;
    private const int SlotBits = 20;

    // Each holds the upper bits of the installation's hash and the number of the place; 0 where there is none.
    private readonly ulong[] slots = new ulong[1 << SlotBits];

    /// <summary>The number of the place; 0 where it is not known.</summary>
    public int Find(InstallationKey installation)
    {
        var hash = Hash(installation);
        var slot = Volatile.Read(ref slots[hash >> (64 - SlotBits)]);
        return (slot ^ hash) <= MaxPlace ? (int)((slot ^ hash) & MaxPlace) : 0;
    }

    public void Remember(InstallationKey installation, int place)
    {
        var hash = Hash(installation);
        Volatile.Write(ref slots[hash >> (64 - SlotBits)], hash ^ (uint)place);
    }

    public void Forget(InstallationKey installation)
    {
        if (Find(installation) != 0)
        {
            Volatile.Write(ref slots[Hash(installation) >> (64 - SlotBits)], 0);
        }
    }

    // With the lower bits, which the place takes, at zero. The hashes of texts differ from process to process, so nobody can
    // choose ids that get in each other's way.
    private static ulong Hash(InstallationKey installation)
    {
        var both = ((ulong)(uint)installation.Workspace.GetHashCode() << 32) | (uint)installation.App.GetHashCode();
        return unchecked(both * 0x9E3779B97F4A7C15) & ~(ulong)MaxPlace;
    }
}
