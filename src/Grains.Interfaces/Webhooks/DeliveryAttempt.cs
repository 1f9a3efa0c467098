namespace Registry.Grains.Interfaces;

/// <summary>One attempt to hand a notification to an app's endpoint.</summary>
[GenerateSerializer, Immutable, Alias("registry.DeliveryAttempt")]
public sealed record DeliveryAttempt
{
    /// <summary>When it began, UTC.</summary>
    [Id(0)]
    public required DateTimeOffset At { get; init; }

    /// <summary>How long it took, in milliseconds.</summary>
    [Id(1)]
    public required long DurationMilliseconds { get; init; }

    /// <summary>The status code of the answer; null where there was none.</summary>
    [Id(2)]
    public int? StatusCode { get; init; }

    /// <summary>What went wrong, in words for the app's developer; null for a 2xx answer.</summary>
    [Id(3)]
    public string? Error { get; init; }

    /// <summary>The first 1024 bytes of the answer's body as text; null where there was none.</summary>
    [Id(4)]
    public string? Response { get; init; }
}
