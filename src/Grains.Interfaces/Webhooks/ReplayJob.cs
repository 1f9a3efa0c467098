using System.Collections.Immutable;

namespace Registry.Grains.Interfaces;

/// <summary>Sends again what has failed, at its own pace, across restarts, until all of it was looked at or it is cancelled.</summary>
[GenerateSerializer, Immutable, Alias("registry.ReplayJob")]
public sealed record ReplayJob
{
    /// <summary>Which of the app's replays it is.</summary>
    [Id(0)]
    public required ReplayId Id { get; init; }

    /// <summary>What it sends again, of those created before it began.</summary>
    [Id(1)]
    public required ReplayRequest Request { get; init; }

    /// <summary>How it stands.</summary>
    [Id(2)]
    public required ReplayStatus Status { get; init; }

    /// <summary>When it began, UTC.</summary>
    [Id(3)]
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The actor that started it.</summary>
    [Id(4)]
    public required string StartedBy { get; init; }

    /// <summary>When it was completed or cancelled, UTC; null while it runs.</summary>
    [Id(5)]
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How many deliveries there are; null until they are counted.</summary>
    [Id(6)]
    public int? Total { get; init; }

    /// <summary>How many of them were sent again: put behind those that wait.</summary>
    [Id(7)]
    public int Replayed { get; init; }

    /// <summary>How many were left out, by reason.</summary>
    [Id(8)]
    public ImmutableArray<ReplaySkip> Skips { get; init; } = [];
}
