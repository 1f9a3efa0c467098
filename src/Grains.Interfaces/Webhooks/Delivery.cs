using System.Collections.Immutable;

namespace Registry.Grains.Interfaces;

/// <summary>One event on its way to one app, or arrived there.</summary>
[GenerateSerializer, Immutable, Alias("registry.Delivery")]
public sealed record Delivery
{
    /// <summary>The delivery.</summary>
    [Id(0)]
    public required DeliveryId Id { get; init; }

    /// <summary>To whom.</summary>
    [Id(1)]
    public required AppId App { get; init; }

    /// <summary>What the receiver knows the notification by (<c>webhook-id</c>): the same for all attempts and replays.</summary>
    [Id(2)]
    public required string MessageId { get; init; }

    /// <summary>The id that the publisher gave the event, or the registry for it.</summary>
    [Id(3)]
    public required string EventId { get; init; }

    /// <summary>The topic; for what the registry itself has to tell, such as <c>installation.created</c>, none of the catalog's.</summary>
    [Id(4)]
    public required TopicId Topic { get; init; }

    /// <summary>How far it has come.</summary>
    [Id(5)]
    public required DeliveryStatus Status { get; init; }

    /// <summary>Why it was given up; null while it was not.</summary>
    [Id(6)]
    public DeliveryReason? Reason { get; init; }

    /// <summary>When the event was accepted, UTC.</summary>
    [Id(7)]
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the first attempt began, UTC; null before it.</summary>
    [Id(8)]
    public DateTimeOffset? FirstSentAt { get; init; }

    /// <summary>When the next attempt is due, UTC; null where none is.</summary>
    [Id(9)]
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>When it was delivered or given up, UTC; null before that.</summary>
    [Id(10)]
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>How many attempts there were.</summary>
    [Id(11)]
    public int AttemptCount { get; init; }

    /// <summary>The attempts, oldest first; the last ten of them.</summary>
    [Id(12)]
    public ImmutableArray<DeliveryAttempt> Attempts { get; init; } = [];

    /// <summary>The delivery that this one repeats; null for a first one.</summary>
    [Id(13)]
    public DeliveryId? ReplayOf { get; init; }
}
