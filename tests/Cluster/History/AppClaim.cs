namespace Registry.Cluster.Tests;

/// <summary>An app as it was shown.</summary>
internal sealed record AppClaim(AppState State) : IClaim<AppState>
{
    // It is the app itself, so its revision says it all.
    public bool? SaysAppSuspended => null;

    public bool Fits(AppState state) => state == State;
}
