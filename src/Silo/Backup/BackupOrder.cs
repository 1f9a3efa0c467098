using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>Checks that lines come in the order of an export, which also keeps anything from being there twice.</summary>
internal sealed class BackupOrder
{
    private readonly HashSet<string> keys = [];

    // Of what the last lines were about; null as long as there were keys only.
    private (int Section, string Workspace, string App)? owner;
    private long revision;
    private long lastChange;
    private bool isStarted;

    /// <exception cref="BackupException">The line does not belong here.</exception>
    public void Check(long number, BackupLine line)
    {
        if (line is BackupLine.Header == isStarted)
        {
            throw BackupException.AtLine(number, isStarted ? "there is a second header." : "the header is missing.");
        }

        isStarted = true;
        switch (line)
        {
            case BackupLine.StoredKey key:
                CheckKey(number, key.Xml);
                break;
            case BackupLine.StoredInstallation installation:
                Begin(number, (1, installation.Workspace.Value, installation.App.Value), installation.State.Record?.Revision, installation.State.LastChange?.Revision);
                break;
            case BackupLine.ChangeOfInstallation change:
                Continue(number, (1, change.Workspace.Value, change.App.Value), change.Change.Revision);
                break;
            case BackupLine.StoredApp app:
                Begin(number, (2, "", app.App.Value), app.State.Record?.ManifestVersion, app.State.LastChange?.Version);
                break;
            case BackupLine.VersionOfApp version:
                Continue(number, (2, "", version.App.Value), version.Change.Version);
                break;
            case BackupLine.StoredAuditLog log when !AuditTenant.TryParse(log.Log, null, out _):
                throw BackupException.AtLine(number, "this names no audit log.");
            case BackupLine.StoredAuditLog log:
                Begin(number, (3, "", log.Log), log.Entries, last: null);
                break;
            case BackupLine.EntryOfAuditLog entry:
                Continue(number, (3, "", entry.Log), entry.Sequence);
                break;
        }
    }

    // Those that were made during the export come after everything else.
    private void CheckKey(long number, KeyElement key)
    {
        if (!keys.Add(key.Identity))
        {
            throw BackupException.AtLine(number, "this key is here twice.");
        }

        owner = owner is null ? null : (4, "", "");
    }

    private void Begin(long number, (int Section, string Workspace, string App) next, long? stored, long? last)
    {
        if (owner is { } before && Compare(before, next) >= 0)
        {
            throw BackupException.AtLine(number, $"{Name(next)} is here twice, or comes after one that it should come before.");
        }

        if (stored is not { } found || found < 1 || (last is not null && last != found))
        {
            throw BackupException.AtLine(number, $"the state of {Name(next)} has no revision, or a last change of another one.");
        }

        (owner, revision, lastChange) = (next, found, 0);
    }

    private void Continue(long number, (int Section, string Workspace, string App) of, long sequence)
    {
        if (owner != of)
        {
            throw BackupException.AtLine(number, $"this is a change of {Name(of)}, but does not follow its state.");
        }

        if (sequence <= lastChange || sequence > revision)
        {
            throw BackupException.AtLine(number, $"change {sequence} of {Name(of)} is here twice, in the wrong place, or later than its state, which is at {revision}.");
        }

        lastChange = sequence;
    }

    private static int Compare((int Section, string Workspace, string App) one, (int Section, string Workspace, string App) other) =>
        (one.Section - other.Section, string.CompareOrdinal(one.Workspace, other.Workspace), string.CompareOrdinal(one.App, other.App)) switch
        {
            (not 0 and var order, _, _) => order,
            (_, not 0 and var order, _) => order,
            (_, _, var order) => order,
        };

    private static string Name((int Section, string Workspace, string App) of) => of.Section switch
    {
        1 => $"installation {of.Workspace}/{of.App}",
        2 => $"app {of.App}",
        _ => $"the audit log {of.App}",
    };
}
