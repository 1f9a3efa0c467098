using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>An event with those who are to get it.</summary>
internal sealed record StoredEvent
{
    /// <summary>The workspace, and its place there.</summary>
    public required DeliveryId Id { get; init; }

    /// <summary>The id that the publisher gave it, or the registry for it.</summary>
    public required string EventId { get; init; }

    /// <summary>Stands for all of what was published; two events of one id and different fingerprints are in conflict.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Until when <see cref="EventId"/> stands for this event, UTC; null where it was not given by the publisher.</summary>
    public DateTimeOffset? IdExpiresAt { get; init; }

    public required TopicId Topic { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its deliveries are due, UTC; null for at once when the event was accepted.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>What happened, as UTF-8 JSON: an object.</summary>
    public required ReadOnlyMemory<byte> Item { get; init; }

    /// <summary>Who gets it, without repetition.</summary>
    public ImmutableArray<AppId> Recipients { get; init; } = [];

    /// <summary>The delivery that this event repeats, and what its receiver knows it by; null for a first one.</summary>
    public Replay? Replay { get; init; }

    /// <summary>The delivery to a recipient, at the beginning.</summary>
    public Delivery DeliveryTo(AppId app) => new()
    {
        Id = Id,
        App = app,
        MessageId = Replay?.MessageId ?? Id.ToString(),
        EventId = EventId,
        Topic = Topic,
        Status = DeliveryStatus.Pending,
        CreatedAt = CreatedAt,
        NextAttemptAt = DueAt ?? CreatedAt,
        ReplayOf = Replay?.Of,
    };
}
