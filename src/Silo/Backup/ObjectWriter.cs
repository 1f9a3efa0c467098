using System.Text;
using System.Text.Json;
using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>
/// Stores single objects of a backup. The index row comes first and is completed last, as when a grain stores a change:
/// wherever it stops, what is stored is found, and the row says that the last word is with the state.
/// </summary>
internal sealed class ObjectWriter(BackupStorage storage)
{
    private const int Parallelism = 8;

    /// <summary>Safe to repeat.</summary>
    public Task WriteAsync(ImportStep step) => step.State switch
    {
        BackupLine.StoredInstallation installation => WriteAsync(installation, step.Changes),
        BackupLine.StoredApp app => WriteAsync(app, step.Changes),
        BackupLine.StoredAuditLog log => WriteAsync(log, step.Changes),
        _ => throw new ArgumentException("This is neither an installation nor an app nor an audit log.", nameof(step)),
    };

    private async Task WriteAsync(BackupLine.StoredInstallation installation, List<BackupLine> changes)
    {
        var key = installation.Key;
        var record = installation.State.Record!;
        await storage.Installations.MarkAsync(key, record.Revision);
        await AppendAsync(JournalOwner.Of(key), changes, Entry);
        if (installation.State.LastChange is { } last)
        {
            await storage.Journal.AppendAsync(JournalOwner.Of(key), Entry(last));
        }

        if (installation.Tokens is { } tokens)
        {
            await DemandAsync(storage.States.AddTokensAsync(key, tokens), $"the tokens of installation {key}");
        }

        await DemandAsync(storage.States.AddAsync(key, installation.State), $"installation {key}");
        await storage.Installations.CompleteAsync(key, record);
    }

    private async Task WriteAsync(BackupLine.StoredApp app, List<BackupLine> versions)
    {
        var record = app.State.Record!;
        await storage.Apps.AddAsync(app.App, record.Developer);
        if (record.Status == AppStatus.Submitted)
        {
            await storage.Submissions.AddAsync(app.App, record.ManifestVersion);
        }

        await AppendAsync(JournalOwner.Of(app.App), versions, Entry);
        if (app.State.LastChange is { } last)
        {
            await storage.Journal.AppendAsync(JournalOwner.Of(app.App), Entry(last));
        }

        if (!app.Usage.Scopes.IsDefaultOrEmpty)
        {
            await DemandAsync(storage.States.AddUsageAsync(app.App, app.Usage), $"the usage of app {app.App}");
        }

        await DemandAsync(storage.States.AddAsync(app.App, app.State), $"app {app.App}");
    }

    private async Task WriteAsync(BackupLine.StoredAuditLog log, List<BackupLine> entries)
    {
        var tenant = AuditTenant.Parse(log.Log);
        await new AuditTenants(storage.Journal).AddAsync(tenant);
        await AppendAsync(JournalOwner.Of(tenant), entries, Entry);
        await DemandAsync(storage.States.AddAsync(tenant, log.State), $"audit log {tenant}");
    }

    private static JournalEntry Entry(BackupLine line) => line switch
    {
        BackupLine.ChangeOfInstallation change => Entry(change.Change),
        BackupLine.VersionOfApp version => Entry(version.Change),
        BackupLine.EntryOfAuditLog entry => new(entry.Sequence, Encoding.UTF8.GetBytes(entry.Line)),
        _ => throw new ArgumentException("This is no change.", nameof(line)),
    };

    private static JournalEntry Entry(InstallationChange change) =>
        new(change.Revision, JsonSerializer.SerializeToUtf8Bytes(change, StateJson.Default.InstallationChange));

    private static JournalEntry Entry(AppVersion version) =>
        new(version.Version, JsonSerializer.SerializeToUtf8Bytes(version, StateJson.Default.AppVersion));

    private async Task AppendAsync(JournalOwner owner, List<BackupLine> changes, Func<BackupLine, JournalEntry> toEntry)
    {
        foreach (var some in changes.Chunk(Parallelism))
        {
            await Task.WhenAll(some.Select(change => storage.Journal.AppendAsync(owner, toEntry(change))));
        }
    }

    private static async Task DemandAsync(Task<bool> isStored, string what)
    {
        if (!await isStored)
        {
            throw new BackupException($"The storage has another {what} than the backup: something else writes to it. Stop that, empty the storage and import again.");
        }
    }
}
