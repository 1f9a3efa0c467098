namespace Registry.Grains.Interfaces;

/// <summary>What becomes of a call that starts or cancels a replay.</summary>
[GenerateSerializer, Immutable, Alias("registry.ReplayJobResult")]
public abstract record ReplayJobResult
{
    private ReplayJobResult()
    {
    }

    /// <summary>It is as the caller wants it; that is on disk.</summary>
    /// <param name="Job">The replay.</param>
    [GenerateSerializer, Immutable, Alias("registry.ReplayJobResult.Accepted")]
    public sealed record Accepted([property: Id(0)] ReplayJob Job) : ReplayJobResult;

    /// <summary>Nothing has changed.</summary>
    [GenerateSerializer, Immutable, Alias("registry.ReplayJobResult.Refused")]
    public sealed record Refused([property: Id(0)] Refusal Reason) : ReplayJobResult;
}
