using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>A row of the installation index.</summary>
/// <param name="Key">The installation.</param>
/// <param name="Record">What the row was last completed with; null if it never was.</param>
/// <param name="IsMarked">Whether a change was announced that the row does not show: ask the grain.</param>
internal sealed record InstallationRow(InstallationKey Key, InstallationRecord? Record, bool IsMarked)
{
    /// <summary>Whether a list of those that lack the scope has to have it: a marked row may. Null for any scope.</summary>
    public bool MayLack(ScopeId? scope) => IsMarked || scope is not { } wanted || Record?.GrantedScopes.Contains(wanted) != true;
}
