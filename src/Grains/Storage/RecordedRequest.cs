namespace Registry.Grains;

/// <summary>The answer to a request that carried an idempotency key.</summary>
internal sealed record RecordedRequest
{
    /// <summary>The caller's key together with who the caller is.</summary>
    public required string Key { get; init; }

    /// <summary>Stands for the whole request.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The result that the grain answered with, as the Orleans serializer writes it.</summary>
    public required byte[] Answer { get; init; }

    /// <summary>When it may be forgotten, UTC.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}
