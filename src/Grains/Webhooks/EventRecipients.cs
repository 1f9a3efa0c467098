using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>Who gets an event.</summary>
internal sealed class EventRecipients(IInstallationIndex index, Catalog catalog, IGrainFactory grains)
{
    private const int PageSize = 200;

    private static readonly InstallationFilter Installed = new() { Status = InstallationStatus.Installed };

    /// <summary>The installations in a workspace that have the topic active now, and whose app has an endpoint, in order of the apps.</summary>
    /// <param name="workspace">Where the event happened.</param>
    /// <param name="topic">What kind of event it is.</param>
    /// <param name="manifests">Where the manifests come from.</param>
    public async Task<ImmutableArray<Recipient>> OfAsync(WorkspaceId workspace, TopicId topic, HeldManifests manifests)
    {
        var recipients = ImmutableArray.CreateBuilder<Recipient>();
        AppId? last = null;
        ImmutableArray<InstallationRow> page;
        do
        {
            page = await index.ReadByWorkspaceAsync(workspace, Installed, last, PageSize);
            recipients.AddRange((await Task.WhenAll(page.Select(row => FindAsync(row, topic, manifests).AsTask()))).OfType<Recipient>());
            last = page.IsEmpty ? null : page[^1].Key.App;
        }
        while (page.Length == PageSize);

        return recipients.DrainToImmutable();
    }

    /// <summary>Whether an installation has the topic active now.</summary>
    public async ValueTask<bool> HasTopicAsync(InstallationKey key, TopicId topic) => await AskAsync(key, topic) is not null;

    /// <summary>An installation that has the topic active now, as it says itself; null where it has not.</summary>
    public async ValueTask<Recipient?> AskAsync(InstallationKey key, TopicId topic) =>
        Of(await grains.GetInstallation(key).GetAsync(), topic);

    /// <summary>Whether an app lets an installation have the topic that it had by this or an earlier manifest.</summary>
    public bool IsMet(Recipient recipient, TopicId topic, LiveManifest manifest) =>
        manifest is { IsSuspended: false, Endpoint: { GoneAt: null } }
        && manifest.Topics.Contains(topic)
        && catalog.Meets(topic, InstallationView.LiveGrant(recipient.GrantedScopes, manifest, catalog));

    private async ValueTask<Recipient?> FindAsync(InstallationRow row, TopicId topic, HeldManifests manifests)
    {
        if (await manifests.GetAsync(row.Key.App) is not { Endpoint: { GoneAt: null } } manifest)
        {
            return null;
        }

        // A marked row does not show a change that may be stored: only the installation itself knows.
        return row is { IsMarked: false, Record: { } record }
            ? Of(InstallationView.Of(row.Key, record, manifest, catalog), topic)
            : await AskAsync(row.Key, topic);
    }

    private static Recipient? Of(Installation? installation, TopicId topic) =>
        installation is not null && installation.Topics.Any(each => each.Id == topic && each.State == InstallationTopicState.Active)
            ? new(installation.Key.App, installation.GrantedScopes)
            : null;
}
