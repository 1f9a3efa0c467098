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
