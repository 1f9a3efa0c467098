using Registry.Grains;

namespace Registry.Silo;

internal sealed record MemoryInstallationRow(long Announced, InstallationRecord? Record)
{
    public long Revision => Record?.Revision ?? 0;

    public bool IsMarked => Announced > Revision;
}
