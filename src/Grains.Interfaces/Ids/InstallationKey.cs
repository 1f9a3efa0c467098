namespace Registry.Grains.Interfaces;

/// <summary>
/// Addresses an installation: one app in one workspace. Its text form <c>{workspace}/{app}</c> is the key of
/// <see cref="IInstallationGrain"/>; it is built and read here only.
/// </summary>
/// <param name="Workspace">The workspace that the app is installed in.</param>
/// <param name="App">The app.</param>
[GenerateSerializer, Immutable, Alias("registry.InstallationKey")]
public readonly record struct InstallationKey([property: Id(0)] WorkspaceId Workspace, [property: Id(1)] AppId App)
{
    private const char Separator = '/';

    /// <summary>Reads the text form.</summary>
    /// <param name="text">Two ids joined by a slash.</param>
    /// <exception cref="FormatException"><paramref name="text"/> is not of that form.</exception>
    public static InstallationKey Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);

        var separator = text.IndexOf(Separator, StringComparison.Ordinal);
        return separator > 0
            ? new(WorkspaceId.Parse(text[..separator]), AppId.Parse(text[(separator + 1)..]))
            : throw new FormatException($"'{text}' is no installation key: it must be a workspace id and an app id joined by '/'.");
    }

    /// <summary>The text form, <c>{workspace}/{app}</c>.</summary>
    public override string ToString() => string.Concat(Workspace.Value, "/", App.Value);
}
