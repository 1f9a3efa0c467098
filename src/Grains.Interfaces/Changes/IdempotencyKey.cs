namespace Registry.Grains.Interfaces;

/// <summary>Names a request, so that repeating it within 24 hours gets the answer of the first try and changes nothing more.</summary>
/// <param name="Key">The caller's key together with who the caller is; two callers never share one.</param>
/// <param name="Fingerprint">Stands for the whole request (method, target, body): the same key with another fingerprint is refused.</param>
[GenerateSerializer, Immutable, Alias("registry.IdempotencyKey")]
public sealed record IdempotencyKey([property: Id(0)] string Key, [property: Id(1)] string Fingerprint);
