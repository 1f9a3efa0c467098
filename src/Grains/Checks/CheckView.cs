using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>What checks of one installation are answered from: worked out once for a record and a manifest, never changed.</summary>
internal sealed class CheckView
{
    private readonly ScopeSet effective;
    private readonly Catalog catalog;

    public CheckView(InstallationRecord record, LiveManifest manifest, Catalog catalog)
    {
        Record = record;
        Manifest = manifest;
        this.catalog = catalog;
        effective = ScopeSets.Of(InstallationView.EffectiveScopes(record, manifest, catalog).AsSpan());
    }

    public InstallationRecord Record { get; }

    public LiveManifest Manifest { get; }

    public ImmutableArray<ScopeId> Scopes => effective.Scopes;

    public ScopeDecision Decide(ScopeId scope) => new(ReasonFor(scope), Record.Revision);

    /// <summary>A token of the installation by its id, also one that expired; null where there is none, or the app is not active here.</summary>
    public StoredToken? FindToken(AccessTokenId token) =>
        Record is { Status: InstallationStatus.Installed, Access: { } access } && !Manifest.IsSuspended ? access.Find(token) : null;

    /// <summary>The token that somebody shows, where it is one that does not expire; null where it is not good.</summary>
    public StoredToken? FindToken(AccessTokenProof proof) =>
        FindToken(proof.Id) is { Expires: false } token && SecretHash.AreSame(token.Hash, proof.Hash) ? token : null;

    /// <summary>What the bearer of a token may do.</summary>
    public AccessTokenState StateOf(StoredToken token, DateTimeOffset? expiresAt) => new(Scopes, Record.Revision, token.CreatedAt, expiresAt);

    private CheckReason ReasonFor(ScopeId scope)
    {
        if (effective.Contains(scope))
        {
            return CheckReason.Granted;
        }

        if (Manifest.IsSuspended)
        {
            return CheckReason.AppSuspended;
        }

        if (Record.Status == InstallationStatus.Suspended)
        {
            return CheckReason.InstallationSuspended;
        }

        if (catalog.FindScope(scope) is null)
        {
            return CheckReason.UnknownScope;
        }

        return Manifest.Scopes.Contains(scope) ? CheckReason.ScopeNotGranted : CheckReason.ScopeNotRequested;
    }
}
