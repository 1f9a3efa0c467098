using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>Who gets an event.</summary>
internal sealed class EventRecipients(IInstallationIndex index, Catalog catalog, IGrainFactory grains)
{
    private const int PageSize = 200;

    private static readonly InstallationFilter Installed = new() { Status = InstallationStatus.Installed };

    /// <summary>The apps whose installation in a workspace has the topic active now, and that have an endpoint, in order.</summary>
    /// <param name="workspace">Where the event happened.</param>
    /// <param name="topic">What kind of event it is.</param>
    /// <param name="manifests">Where the manifests come from.</param>
    public async Task<ImmutableArray<AppId>> OfAsync(WorkspaceId workspace, TopicId topic, HeldManifests manifests)
    {
        var recipients = ImmutableArray.CreateBuilder<AppId>();
        AppId? last = null;
        ImmutableArray<InstallationRow> page;
        do
        {
            page = await index.ReadByWorkspaceAsync(workspace, Installed, last, PageSize);
            var getIt = await Task.WhenAll(page.Select(row => GetsAsync(row, topic, manifests).AsTask()));
            recipients.AddRange(page.Where((_, position) => getIt[position]).Select(row => row.Key.App));
            last = page.IsEmpty ? null : page[^1].Key.App;
        }
        while (page.Length == PageSize);

        return recipients.DrainToImmutable();
    }

    /// <summary>Whether an installation has the topic active now.</summary>
    public async ValueTask<bool> HasTopicAsync(InstallationKey key, TopicId topic) =>
        await grains.GetInstallation(key).GetAsync() is { } installation && IsActive(installation, topic);

    private async ValueTask<bool> GetsAsync(InstallationRow row, TopicId topic, HeldManifests manifests)
    {
        if (await manifests.GetAsync(row.Key.App) is not { Endpoint: { GoneAt: null } } manifest)
        {
            return false;
        }

        // A marked row does not show a change that may be stored: only the installation itself knows.
        return row is { IsMarked: false, Record: { } record }
            ? IsActive(InstallationView.Of(row.Key, record, manifest, catalog), topic)
            : await HasTopicAsync(row.Key, topic);
    }

    private static bool IsActive(Installation installation, TopicId topic) =>
        installation.Topics.Any(each => each.Id == topic && each.State == InstallationTopicState.Active);
}
