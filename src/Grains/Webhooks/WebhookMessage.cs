using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>One attempt to deliver one notification.</summary>
internal sealed record WebhookMessage
{
    /// <summary>Whose endpoint it is: endpoints are spared by app and URL.</summary>
    public required AppId App { get; init; }

    public required Uri Url { get; init; }

    /// <summary>The <c>webhook-id</c>, the same for each attempt.</summary>
    public required string MessageId { get; init; }

    /// <summary>The body, UTF-8 JSON.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>What to sign with, newest first, as <see cref="IWebhookSecrets"/> has protected them.</summary>
    public required ImmutableArray<string> Secrets { get; init; }
}
