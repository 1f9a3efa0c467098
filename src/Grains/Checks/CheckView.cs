using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
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

    /// <summary>What the bearer of a token may do; null where it is not good, or the app is not active here.</summary>
    public AccessTokenState? Introspect(AccessTokenProof proof) =>
        Record is { Status: InstallationStatus.Installed, Access: { } access }
        && !Manifest.IsSuspended
        && access.Find(proof.Id) is { } token
        && IsSame(token.Hash, proof.Hash)
            ? new(Scopes, Record.Revision, token.CreatedAt)
            : null;

    // How far two hashes agree must not be told by how long it takes to find out.
    private static bool IsSame(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(MemoryMarshal.AsBytes(one.AsSpan()), MemoryMarshal.AsBytes(other.AsSpan()));

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
