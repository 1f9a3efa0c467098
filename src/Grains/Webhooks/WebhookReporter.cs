using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>Finds out how the endpoint of an app and its topics stand.</summary>
internal sealed class WebhookReporter(InstallationWalk installations, ManifestCache manifests, EndpointWatch endpoints, Catalog catalog)
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
        var (counted, isComplete) = await installations.VisitAsync(app.Id, (key, record) =>
        {
            var isSuspended = manifest.IsSuspended || record.Status == InstallationStatus.Suspended;
            foreach (var topic in InstallationView.Of(key, record, manifest, catalog).Topics)
            {
                states[topic.Id][isSuspended ? Suspended : (int)topic.State]++;
            }
        });

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
            IsComplete = isComplete,
            Endpoint = await looking,
            IsAppSuspended = manifest.IsSuspended,
        };
    }
}
