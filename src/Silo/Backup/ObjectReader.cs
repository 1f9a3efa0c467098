using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Xml;
using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>
/// Reads single objects for an export. The state comes first: all changes before it were filed before it was stored, and
/// its own is part of it, so what the journal has up to that revision belongs to it, whatever is stored meanwhile.
/// </summary>
internal sealed class ObjectReader(BackupStorage storage)
{
    /// <exception cref="BackupException">It is damaged.</exception>
    public static KeyElement ReadKey(JournalEntry entry)
    {
        try
        {
            return KeyElement.Parse(entry.Payload);
        }
        catch (XmlException exception)
        {
            throw new BackupException($"Entry {entry.Sequence} of {JournalOwner.SecretKeys} is damaged in the storage and can't be exported: it is no XML.", exception);
        }
    }

    /// <summary>An installation with up to <paramref name="limit"/> of its changes; null where a row was made and the state never was.</summary>
    public async Task<ObjectLines?> ReadAsync(InstallationKey key, int limit)
    {
        if (await storage.States.ReadAsync(key) is not { Record: { } record } state)
        {
            return null;
        }

        var owner = JournalOwner.Of(key);
        var hasPairs = record.Access?.Tokens.Any(token => token.Expires) == true;
        return await WithChangesAsync(
            new(
                owner,
                record.Revision,
                new BackupLine.StoredInstallation { Workspace = key.Workspace, App = key.App, State = state, Tokens = hasPairs ? await storage.States.ReadTokensAsync(key) : null },
                state.LastChange is { } last ? Line(last) : null,
                entry => Line(Read(owner, entry, StateJson.Default.InstallationChange)),
                []),
            limit);

        BackupLine Line(InstallationChange change) => new BackupLine.ChangeOfInstallation { Workspace = key.Workspace, App = key.App, Change = change };
    }

    /// <summary>An app with up to <paramref name="limit"/> of its versions; null where a row was made and the state never was.</summary>
    public async Task<ObjectLines?> ReadAsync(AppId app, int limit)
    {
        if (await storage.States.ReadAsync(app) is not { Record: { } record } state)
        {
            return null;
        }

        var owner = JournalOwner.Of(app);
        return await WithChangesAsync(
            new(
                owner,
                record.ManifestVersion,
                new BackupLine.StoredApp { App = app, State = state, Usage = await storage.States.ReadUsageAsync(app) },
                state.LastChange is { } last ? Line(last) : null,
                entry => Line(Read(owner, entry, StateJson.Default.AppVersion)),
                []),
            limit);

        BackupLine Line(AppVersion version) => new BackupLine.VersionOfApp { App = app, Change = version };
    }

    /// <summary>An audit log with up to <paramref name="limit"/> of its entries; null where it was begun and has none.</summary>
    public async Task<ObjectLines?> ReadAsync(AuditTenant tenant, int limit)
    {
        // Before the entries: it says how many there are at least.
        var state = await storage.States.ReadAsync(tenant);
        if (await new AuditChain(tenant, storage.Journal).FindLastAsync() is not ({ Sequence: > 0 and var entries }, _))
        {
            return null;
        }

        var log = tenant.ToString();
        return await WithChangesAsync(
            new(
                JournalOwner.Of(tenant),
                entries,
                new BackupLine.StoredAuditLog { Log = log, Entries = entries, State = state },
                Last: null,
                entry => new BackupLine.EntryOfAuditLog { Log = log, Sequence = entry.Sequence, Line = Encoding.UTF8.GetString(entry.Payload.Span) },
                []),
            limit);
    }

    /// <summary>More of its changes, oldest first, up to the revision of its state; empty where there are no more.</summary>
    public async Task<ImmutableArray<(long Sequence, BackupLine Line)>> ReadChangesAsync(ObjectLines of, long after, int limit)
    {
        var entries = await storage.Journal.ReadAsync(of.Owner, newestFirst: false, after, limit);
        var lines = entries
            .Where(entry => entry.Sequence <= of.Revision)
            .Select(entry => (entry.Sequence, Line: of.ToLine(entry)))
            .ToImmutableArray();
        var isAtEnd = entries.Length < limit || entries[^1].Sequence >= of.Revision;
        var hasLast = lines.Length > 0 && lines[^1].Sequence == of.Revision;
        return isAtEnd && !hasLast && of.Last is { } last ? lines.Add((of.Revision, last)) : lines;
    }

    private async Task<ObjectLines> WithChangesAsync(ObjectLines of, int limit) => of with { Changes = await ReadChangesAsync(of, after: 0, limit) };

    private static T Read<T>(JournalOwner owner, JournalEntry entry, JsonTypeInfo<T> json)
    {
        try
        {
            return JsonSerializer.Deserialize(entry.Payload.Span, json) ?? throw new JsonException("It is null.");
        }
        catch (JsonException exception)
        {
            throw new BackupException($"Change {entry.Sequence} of {owner} is damaged in the storage and can't be exported: {exception.Message}", exception);
        }
    }
}
