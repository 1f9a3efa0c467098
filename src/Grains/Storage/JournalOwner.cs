using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>Whose journal or request log it is: an installation, an app, or the registry itself.</summary>
/// <param name="Value">Text that no two owners share.</param>
internal readonly record struct JournalOwner(string Value)
{
    /// <summary>The keys that webhook secrets are protected with.</summary>
    public static JournalOwner SecretKeys => new("keys/registry");

    /// <summary>The keys that browser sessions are protected with.</summary>
    public static JournalOwner SessionKeys => new("keys/sessions");

    /// <summary>Which audit logs there are.</summary>
    public static JournalOwner AuditTenants => new("audit/tenants");

    public static JournalOwner Of(AuditTenant tenant) => new($"audit/{tenant}");

    public static JournalOwner Of(InstallationKey key) => new($"installation/{key}");

    public static JournalOwner Of(AppId app) => new($"app/{app}");

    public override string ToString() => Value;
}
