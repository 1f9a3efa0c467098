using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>
/// One line of a backup. The header comes first, then the keys as they were stored, then the installations by workspace and
/// app id, then the apps by id, each followed by its changes, oldest first, then the audit logs by tenant, each followed by
/// its entries, then the keys that were made during the export; the end comes last.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Header), "header")]
[JsonDerivedType(typeof(StoredKey), "key")]
[JsonDerivedType(typeof(StoredInstallation), "installation")]
[JsonDerivedType(typeof(ChangeOfInstallation), "installation_change")]
[JsonDerivedType(typeof(StoredApp), "app")]
[JsonDerivedType(typeof(VersionOfApp), "app_version")]
[JsonDerivedType(typeof(StoredAuditLog), "audit_log")]
[JsonDerivedType(typeof(EntryOfAuditLog), "audit_entry")]
[JsonDerivedType(typeof(End), "end")]
internal abstract record BackupLine
{
    private BackupLine()
    {
    }

    /// <summary>Whose data it is, and since when.</summary>
    public sealed record Header : BackupLine
    {
        public required string Format { get; init; }

        public required int Version { get; init; }

        public required string ServiceId { get; init; }

        public required DateTimeOffset ExportedAt { get; init; }

        public required string Program { get; init; }

        public required CatalogIds Catalog { get; init; }
    }

    /// <summary>The catalog that the data was made under.</summary>
    public sealed record CatalogIds
    {
        public required string ETag { get; init; }

        public required ImmutableArray<ScopeId> Scopes { get; init; }

        public required ImmutableArray<CapabilityId> Capabilities { get; init; }

        public required ImmutableArray<TopicId> Topics { get; init; }
    }

    /// <summary>A key that webhook secrets are protected with.</summary>
    public sealed record StoredKey : BackupLine
    {
        [JsonConverter(typeof(KeyElementJson))]
        public required KeyElement Xml { get; init; }
    }

    /// <summary>An installation, without the remembered answer to its last request.</summary>
    public sealed record StoredInstallation : BackupLine
    {
        public required WorkspaceId Workspace { get; init; }

        public required AppId App { get; init; }

        public required StoredState<InstallationRecord, InstallationChange> State { get; init; }

        /// <summary>What its tokens that expire look like; null where it has none, and in a backup of before version 3.</summary>
        public TokenPairs? Tokens { get; init; }

        [JsonIgnore]
        public InstallationKey Key => new(Workspace, App);
    }

    /// <summary>One entry of the history of the installation above it.</summary>
    public sealed record ChangeOfInstallation : BackupLine
    {
        public required WorkspaceId Workspace { get; init; }

        public required AppId App { get; init; }

        public required InstallationChange Change { get; init; }

        [JsonIgnore]
        public InstallationKey Key => new(Workspace, App);
    }

    /// <summary>An app, without the remembered answer to its last request.</summary>
    public sealed record StoredApp : BackupLine
    {
        public required AppId App { get; init; }

        public required StoredState<AppRecord, AppVersion> State { get; init; }

        /// <summary>The scopes that any installation has used.</summary>
        public required AppUsage Usage { get; init; }
    }

    /// <summary>One manifest version of the app above it.</summary>
    public sealed record VersionOfApp : BackupLine
    {
        public required AppId App { get; init; }

        public required AppVersion Change { get; init; }
    }

    /// <summary>An audit log, with what is stored beside its entries.</summary>
    public sealed record StoredAuditLog : BackupLine
    {
        /// <summary>Whose it is, as <see cref="AuditTenant"/> writes it.</summary>
        public required string Log { get; init; }

        /// <summary>How many entries it has.</summary>
        public required long Entries { get; init; }

        public required AuditLogState State { get; init; }
    }

    /// <summary>One entry of the audit log above it.</summary>
    public sealed record EntryOfAuditLog : BackupLine
    {
        public required string Log { get; init; }

        public required long Sequence { get; init; }

        /// <summary>The entry exactly as it is stored, which its hash depends on.</summary>
        public required string Line { get; init; }
    }

    /// <summary>What has to be above it, so that a file that was cut or altered is noticed.</summary>
    public sealed record End : BackupLine
    {
        /// <summary>Not in a backup of before there were keys.</summary>
        public long Keys { get; init; }

        public required long Installations { get; init; }

        public required long InstallationChanges { get; init; }

        public required long Apps { get; init; }

        public required long AppVersions { get; init; }

        /// <summary>Not in a backup of before there were audit logs; nor is the next.</summary>
        public long AuditLogs { get; init; }

        public long AuditEntries { get; init; }

        /// <summary>The SHA-256 of all bytes above this line, in hexadecimal digits.</summary>
        public required string Sha256 { get; init; }
    }
}
