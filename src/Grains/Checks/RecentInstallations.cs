using System.Runtime.CompilerServices;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>
/// What installations that were asked last are answered from, found by the very texts of their ids: checks come with the same
/// texts for the same ids each time (<see cref="IdTable{T}"/>), which then need not be hashed and compared. Of a fixed size, and
/// keeps no activation in memory. Whether a view is good yet, it does not know. Safe on any thread.
/// </summary>
internal sealed class RecentInstallations
{
    private const int Slots = 4_096;

    private readonly Entry?[] slots = new Entry?[Slots];

    /// <summary>The view that was added last with the same texts; null where there is none.</summary>
    public CheckView? Find(InstallationKey installation) =>
        slots[IndexOf(installation)] is { } entry && ReferenceEquals(entry.Workspace, installation.Workspace.Value) && ReferenceEquals(entry.App, installation.App.Value)
            ? entry.View
            : null;

    public void Add(InstallationKey installation, CheckView view) =>
        slots[IndexOf(installation)] = new(installation.Workspace.Value, installation.App.Value, view);

    // By which object a text is, not by its characters.
    private static int IndexOf(InstallationKey installation) =>
        ((RuntimeHelpers.GetHashCode(installation.Workspace.Value) * 31) + RuntimeHelpers.GetHashCode(installation.App.Value)) & (Slots - 1);

    private sealed record Entry(string Workspace, string App, CheckView View);
}
