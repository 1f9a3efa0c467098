using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>
/// What checks of one installation are answered from: worked out once for a record and a manifest. All that a check reads of
/// the installation lies side by side here, as checks of many installations wait for memory more than for anything else.
/// </summary>
internal sealed class CheckView
{
    private readonly ScopeSet effective;
    private readonly ManifestEntry entry;
    private readonly long revision;
    private long until = long.MinValue;

    public CheckView(InstallationRecord record, LiveManifest manifest, ManifestEntry entry)
    {
        Record = record;
        Manifest = manifest;
        this.entry = entry;
        revision = record.Revision;
        effective = ScopeSets.Of(InstallationView.EffectiveScopes(record, manifest, entry.Catalog).AsSpan());
    }

    public InstallationRecord Record { get; }

    public LiveManifest Manifest { get; }

    public ImmutableArray<ScopeId> Scopes => effective.Scopes;

    /// <summary>Whether the manifest is still the one of the app.</summary>
    public bool HasLiveManifest => entry.TryGet(out var live) && ReferenceEquals(Manifest, live);

    /// <summary>
    /// Whether it is what the activation would answer from, and may be answered from without asking that, at a time as
    /// <see cref="TimeProvider.GetTimestamp"/> tells it. On any thread.
    /// </summary>
    public bool IsGoodAt(long now) => now < Volatile.Read(ref until) && HasLiveManifest;

    /// <summary>Until when it may be; in the past where the activation has another record, or has ended.</summary>
    public void PermitUntil(long time) => Volatile.Write(ref until, time);

    /// <summary>Answers a check, and has the app told that the scope is used.</summary>
    public ScopeDecision Answer(ScopeId scope, ScopeUseReporter scopeUse)
    {
        if (!effective.Contains(scope))
        {
            return new(DenialOf(scope), revision);
        }

        scopeUse.Note(entry, scope);
        return new(CheckReason.Granted, revision);
    }

    /// <summary>A token of the installation by its id, also one that expired; null where there is none, or the app is not active here.</summary>
    public StoredToken? FindToken(AccessTokenId token) =>
        Record is { Status: InstallationStatus.Installed, Access: { } access } && !Manifest.IsSuspended ? access.Find(token) : null;

    /// <summary>The token that somebody shows, where it is one that does not expire; null where it is not good.</summary>
    public StoredToken? FindToken(AccessTokenProof proof) =>
        FindToken(proof.Id) is { Expires: false } token && SecretHash.AreSame(token.Hash, proof.Hash) ? token : null;

    /// <summary>What the bearer of a token may do.</summary>
    public AccessTokenState StateOf(StoredToken token, DateTimeOffset? expiresAt) => new(Scopes, revision, token.CreatedAt, expiresAt);

    private CheckReason DenialOf(ScopeId scope)
    {
        if (Manifest.IsSuspended)
        {
            return CheckReason.AppSuspended;
        }

        // Only then: the record lies elsewhere in memory, and nothing is effective while it is suspended.
        if (Scopes.IsEmpty && Record.Status == InstallationStatus.Suspended)
        {
            return CheckReason.InstallationSuspended;
        }

        if (entry.Catalog.FindScope(scope) is null)
        {
            return CheckReason.UnknownScope;
        }

        return Manifest.Scopes.Contains(scope) ? CheckReason.ScopeNotGranted : CheckReason.ScopeNotRequested;
    }
}
