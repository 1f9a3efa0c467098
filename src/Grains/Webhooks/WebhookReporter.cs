using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>Finds out how the endpoint of an app and its topics stand.</summary>
internal sealed class WebhookReporter(IInstallationIndex installations, ManifestCache manifests, EndpointWatch endpoints, Catalog catalog)
{
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
        var counted = await installations.CountAlikeAsync(app.Id, AlikeInstallations.MostCounted);
        foreach (var (record, count) in counted.Groups)
        {
            var isSuspended = manifest.IsSuspended || record.Status == InstallationStatus.Suspended;
            foreach (var topic in InstallationView.Topics(record, manifest, catalog))
            {
                states[topic.Id][isSuspended ? Suspended : (int)topic.State] += count;
            }
        }

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
            Installations = counted.Count,
            IsComplete = counted.IsComplete,
            Endpoint = await looking,
            IsAppSuspended = manifest.IsSuspended,
        };
    }
}
