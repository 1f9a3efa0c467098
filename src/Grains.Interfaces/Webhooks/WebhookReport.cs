using System.Collections.Immutable;

namespace Registry.Grains.Interfaces;

/// <summary>How an app's endpoint and its topics stand.</summary>
[GenerateSerializer, Immutable, Alias("registry.WebhookReport")]
public sealed record WebhookReport
{
    /// <summary>The endpoint.</summary>
    [Id(0)]
    public required AppWebhook Webhook { get; init; }

    /// <summary>When the current secret was made, UTC.</summary>
    [Id(1)]
    public DateTimeOffset? SecretCreatedAt { get; init; }

    /// <summary>When the secret before it stops signing, UTC; null where there is none.</summary>
    [Id(2)]
    public DateTimeOffset? PreviousSecretExpiresAt { get; init; }

    /// <summary>The topics that the live version subscribes to, by their states in installations.</summary>
    [Id(3)]
    public ImmutableArray<TopicReach> Topics { get; init; } = [];

    /// <summary>How many installations were looked at.</summary>
    [Id(4)]
    public required int Installations { get; init; }

    /// <summary>Whether these were all; an app with very many is not counted to the end.</summary>
    [Id(5)]
    public required bool IsComplete { get; init; }

    /// <summary>How the endpoint is.</summary>
    [Id(6)]
    public EndpointHealth Endpoint { get; init; } = new(EndpointState.Healthy);

    /// <summary>Whether the app itself is suspended: then no topic fires anywhere.</summary>
    [Id(7)]
    public bool IsAppSuspended { get; init; }
}
