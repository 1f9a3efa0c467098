using System.Collections.Immutable;

namespace Registry.Grains.Interfaces;

/// <summary>Where an app's notifications go, and how.</summary>
[GenerateSerializer, Immutable, Alias("registry.WebhookEndpoint")]
public sealed record WebhookEndpoint
{
    /// <summary>The address.</summary>
    [Id(0)]
    public required string Url { get; init; }

    /// <summary>How often a notification is tried.</summary>
    [Id(1)]
    public RetryProfile Profile { get; init; }

    /// <summary>Since when the endpoint wants nothing more, because it answered 410, UTC; null while it does.</summary>
    [Id(2)]
    public DateTimeOffset? GoneAt { get; init; }

    /// <summary>What to sign with, newest first; those that have expired may be among them.</summary>
    [Id(3)]
    public ImmutableArray<SigningSecret> Secrets { get; init; } = [];
}
