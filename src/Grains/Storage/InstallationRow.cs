using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>A row of the installation index.</summary>
/// <param name="Key">The installation.</param>
/// <param name="Record">What the row was last completed with; null if it never was.</param>
/// <param name="IsMarked">Whether a change was announced that the row does not show: ask the grain.</param>
internal sealed record InstallationRow(InstallationKey Key, InstallationRecord? Record, bool IsMarked);
