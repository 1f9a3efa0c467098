namespace Registry.Grains.Interfaces;

/// <summary>Who changes something, in which request, and under which conditions.</summary>
/// <param name="Actor">Who asked for the change, as recorded in the history, e.g. <c>workspace_admin:ws_acme</c>.</param>
/// <param name="RequestId">Identifies the request that caused the change; recorded in the history.</param>
/// <param name="Developer">The developer on whose behalf the call is made: apps of others do not exist for it. Null for a caller that may see every app.</param>
/// <param name="Precondition">What must hold for the change to be made, or null for no condition.</param>
/// <param name="Idempotency">Names the request so that a repetition gets the first answer, or null.</param>
[GenerateSerializer, Immutable, Alias("registry.ChangeContext")]
public sealed record ChangeContext(
    [property: Id(0)] string Actor,
    [property: Id(1)] string RequestId,
    [property: Id(2)] DeveloperId? Developer = null,
    [property: Id(3)] Precondition? Precondition = null,
    [property: Id(4)] IdempotencyKey? Idempotency = null);
