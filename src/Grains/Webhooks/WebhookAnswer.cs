namespace Registry.Grains;

/// <summary>What came of an attempt.</summary>
internal sealed record WebhookAnswer
{
    /// <summary>Whether anything was sent; false where the endpoint is being spared or this silo is busy: try again at <see cref="RetryAt"/>.</summary>
    public required bool WasSent { get; init; }

    /// <summary>The status code; null where there was no answer.</summary>
    public int? StatusCode { get; init; }

    /// <summary>What went wrong, in words for the app's developer, without addresses of the network that the registry runs in; null for a 2xx answer only.</summary>
    public string? Error { get; init; }

    /// <summary>The first 1024 bytes of the answer's body as text, with what is no text replaced; null where there was none.</summary>
    public string? Response { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>When the endpoint wants to be asked again (<c>Retry-After</c>), or when it is no longer spared, UTC; null where that is open.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>Whether the endpoint has taken the notification.</summary>
    public bool IsSuccess => StatusCode is >= 200 and < 300 && Error is null;
}
