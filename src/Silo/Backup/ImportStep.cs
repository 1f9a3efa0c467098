namespace Registry.Silo;

/// <summary>What is stored at once: an installation, an app or an audit log with its changes, or with some of them where it has many.</summary>
internal sealed record ImportStep(BackupLine State, List<BackupLine> Changes);
