using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Hub;

/// <summary>One page of the apps of a workspace.</summary>
/// <param name="Items">Those to show.</param>
/// <param name="Waiting">Those that ask for more than they have, also further down the list.</param>
/// <param name="Next">Where the next page starts; null where nothing follows.</param>
internal sealed record InstalledAppPage(ImmutableArray<InstalledApp> Items, ImmutableArray<InstalledApp> Waiting, string? Next)
{
    public const int Size = 20;

    // How far down the list the first page looks for apps that wait for consent: all that most workspaces have.
    private const int Sight = 100;

    public static async Task<InstalledAppPage> LoadAsync(IGrainFactory grains, WorkspaceId workspace, InstallationStatus? status, AppId? after)
    {
        var page = await grains.GetInstallationList().ListByWorkspaceAsync(workspace, new(status), after, after is null ? Sight : Size);
        var needed = page.Items.Where((installation, position) => position < Size || !installation.PendingScopes.IsEmpty);
        var apps = (await Task.WhenAll(needed.Select(installation => InstalledApp.LoadAsync(grains, installation)))).ToDictionary(app => app.Installation.Key);
        var next = page.Items.Length > Size ? page.Items[Size - 1].Key.App.Value : page.Next;
        return new(
            [.. page.Items.Take(Size).Select(installation => apps[installation.Key])],
            [.. page.Items.Where(installation => !installation.PendingScopes.IsEmpty).Select(installation => apps[installation.Key])],
            next);
    }
}
