using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>The grain whose changes are entered in an audit log: an app or an installation. Its text form is kept in the state of the log.</summary>
internal readonly record struct AuditSource
{
    private const string AppPrefix = "app/";

    private const string InstallationPrefix = "installation/";

    private AuditSource(AppId? app, InstallationKey? installation) => (App, Installation) = (app, installation);

    public AppId? App { get; }

    public InstallationKey? Installation { get; }

    public static AuditSource Of(AppId app) => new(app, null);

    public static AuditSource Of(InstallationKey installation) => new(null, installation);

    public static AuditSource Parse(string text) => text.StartsWith(AppPrefix, StringComparison.Ordinal)
        ? Of(AppId.Parse(text[AppPrefix.Length..]))
        : text.StartsWith(InstallationPrefix, StringComparison.Ordinal)
            ? Of(InstallationKey.Parse(text[InstallationPrefix.Length..]))
            : throw new FormatException($"'{text}' is no source of audit entries.");

    public override string ToString() => App is { } app ? $"{AppPrefix}{app}" : $"{InstallationPrefix}{Installation}";
}
