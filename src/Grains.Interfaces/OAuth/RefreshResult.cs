namespace Registry.Grains.Interfaces;

/// <summary>What comes of a refresh.</summary>
[GenerateSerializer, Immutable, Alias("registry.RefreshResult")]
public abstract record RefreshResult
{
    private RefreshResult()
    {
    }

    /// <summary>The pair before is worth nothing any more, and the new one is on disk.</summary>
    /// <param name="State">What the bearer may do.</param>
    [GenerateSerializer, Immutable, Alias("registry.RefreshResult.Refreshed")]
    public sealed record Refreshed([property: Id(0)] AccessTokenState State) : RefreshResult;

    /// <summary>The refresh token is not good. One that was used before has revoked what it gave, as somebody else may have it.</summary>
    [GenerateSerializer, Immutable, Alias("registry.RefreshResult.Refused")]
    public sealed record Refused : RefreshResult;
}
