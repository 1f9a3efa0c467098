using System.Globalization;

namespace Registry.Silo;

/// <summary>How many of each a backup has.</summary>
internal sealed record BackupCounts
{
    public long Keys { get; private set; }

    public long Installations { get; private set; }

    public long InstallationChanges { get; private set; }

    public long Apps { get; private set; }

    public long AppVersions { get; private set; }

    public long AuditLogs { get; private set; }

    public long AuditEntries { get; private set; }

    public bool IsEmpty => Installations + Apps == 0;

    public void Add(BackupLine line)
    {
        switch (line)
        {
            case BackupLine.StoredKey:
                Keys++;
                break;
            case BackupLine.StoredInstallation:
                Installations++;
                break;
            case BackupLine.ChangeOfInstallation:
                InstallationChanges++;
                break;
            case BackupLine.StoredApp:
                Apps++;
                break;
            case BackupLine.VersionOfApp:
                AppVersions++;
                break;
            case BackupLine.StoredAuditLog:
                AuditLogs++;
                break;
            case BackupLine.EntryOfAuditLog:
                AuditEntries++;
                break;
        }
    }

    public BackupLine.End ToEnd(string checksum) => new()
    {
        Keys = Keys,
        Installations = Installations,
        InstallationChanges = InstallationChanges,
        Apps = Apps,
        AppVersions = AppVersions,
        AuditLogs = AuditLogs,
        AuditEntries = AuditEntries,
        Sha256 = checksum,
    };

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Installations:N0} installations with {InstallationChanges:N0} changes, {Apps:N0} apps with {AppVersions:N0} versions, {AuditLogs:N0} audit logs with {AuditEntries:N0} entries, {Keys:N0} keys");
}
