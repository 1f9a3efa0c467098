using System.Runtime.CompilerServices;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>
/// The activations that were asked last, found by the very texts of their ids: checks come with the same texts for the same
/// ids each time (<see cref="IdTable{T}"/>), which then need not be hashed and compared. Of a fixed size, and what has ended is
/// not kept in memory by it. Safe on any thread.
/// </summary>
internal sealed class RecentInstallations
{
    private const int Slots = 4_096;

    private readonly Entry?[] slots = new Entry?[Slots];

    /// <summary>The activation of an installation that was added with the same texts; null where there is none, or it has ended.</summary>
    public ILocalChecks? Find(InstallationKey installation) =>
        slots[IndexOf(installation)] is { } entry && ReferenceEquals(entry.Workspace, installation.Workspace.Value) && ReferenceEquals(entry.App, installation.App.Value)
            ? entry.Answers.Activation
            : null;

    public void Add(InstallationKey installation, ILocalChecks activation) =>
        slots[IndexOf(installation)] = new(installation.Workspace.Value, installation.App.Value, activation.Answers);

    // By which object a text is, not by its characters.
    private static int IndexOf(InstallationKey installation) =>
        ((RuntimeHelpers.GetHashCode(installation.Workspace.Value) * 31) + RuntimeHelpers.GetHashCode(installation.App.Value)) & (Slots - 1);

    private sealed record Entry(string Workspace, string App, LocalAnswers Answers);
}
