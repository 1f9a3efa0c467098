using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>Finds out how the endpoint of an app and its topics stand.</summary>
internal sealed class WebhookReporter(IInstallationIndex index, ManifestCache manifests, EndpointWatch endpoints, Catalog catalog)
{
    private const int PageSize = 200;

    // A page of an app with a million installations must not read them all.
    private const int MostInstallations = 10_000;

    // Beside the states of a topic: what is suspended shows its topics as switched off.
    private const int Suspended = (int)InstallationTopicState.MissingScope + 1;

    public async Task<WebhookReport?> ReportAsync(App app)
    {
        if (app.Webhook is not { } webhook || await manifests.GetAsync(app.Id) is not { } manifest)
        {
            return null;
        }

        var looking = endpoints.LookAsync(app.Id, webhook);
        var states = manifest.Topics.ToDictionary(topic => topic, _ => new int[Suspended + 1]);
        var counted = 0;
        WorkspaceId? last = null;
        ImmutableArray<InstallationRow> page;
        do
        {
            page = await index.ReadByAppAsync(app.Id, new(), last, PageSize);
            foreach (var row in page.Where(row => row.Record is not null))
            {
                var isSuspended = manifest.IsSuspended || row.Record!.Status == InstallationStatus.Suspended;
                foreach (var topic in InstallationView.Of(row.Key, row.Record!, manifest, catalog).Topics)
                {
                    states[topic.Id][isSuspended ? Suspended : (int)topic.State]++;
                }
            }

            counted += page.Length;
            last = page.IsEmpty ? null : page[^1].Key.Workspace;
        }
        while (page.Length == PageSize && counted < MostInstallations);

        var secrets = manifest.Endpoint?.Secrets ?? [];
        return new()
        {
            Webhook = webhook,
            SecretCreatedAt = secrets is [var current, ..] ? current.CreatedAt : null,
            PreviousSecretExpiresAt = secrets is [_, var before, ..] ? before.ExpiresAt : null,
            Topics = [.. states.Select(topic => new TopicReach(
                topic.Key,
                topic.Value[(int)InstallationTopicState.Active],
                topic.Value[(int)InstallationTopicState.Disabled],
                topic.Value[(int)InstallationTopicState.MissingScope],
                topic.Value[Suspended]))],
            Installations = counted,
            IsComplete = page.Length < PageSize,
            Endpoint = await looking,
            IsAppSuspended = manifest.IsSuspended,
        };
    }
}
