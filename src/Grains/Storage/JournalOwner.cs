using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>Whose journal or request log it is: an installation or an app.</summary>
/// <param name="Value">Text that no two owners share.</param>
internal readonly record struct JournalOwner(string Value)
{
    public static JournalOwner Of(InstallationKey key) => new($"installation/{key}");

    public static JournalOwner Of(AppId app) => new($"app/{app}");

    public override string ToString() => Value;
}
