using System.Collections.Concurrent;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>The live manifest of one app on this silo, good for a lease.</summary>
internal sealed class ManifestEntry(AppId app, Catalog catalog, IGrainFactory grains, TimeProvider clock, TimeSpan lease)
{
    private readonly Lock gate = new();
    private readonly ConcurrentDictionary<ScopeId, byte> usedScopes = new();
    private readonly RecentTexts recentlyUsed = new();
    private volatile Leased? leased;
    private Task<LiveManifest?>? question;
    private long renewAt = long.MaxValue;

    public AppId App { get; } = app;

    /// <summary>What the scopes of its manifests are of.</summary>
    public Catalog Catalog { get; } = catalog;

    /// <summary>How many have acquired the entry; guarded by <see cref="ManifestCache"/>.</summary>
    public int Holders { get; set; }

    /// <summary>The manifest where it can be relied on without asking; false where the app must be asked.</summary>
    public bool TryGet(out LiveManifest manifest)
    {
        var current = leased;
        manifest = current?.Manifest!;
        if (current is null)
        {
            return false;
        }

        if (current.Until is null)
        {
            return true;
        }

        var now = clock.GetTimestamp();
        if (now >= Volatile.Read(ref renewAt))
        {
            RenewAhead(now);
        }

        return now < current.Until;
    }

    /// <summary>The manifest, asking the app where that is needed; null where there is no such app.</summary>
    public ValueTask<LiveManifest?> GetAsync() =>
        TryGet(out var manifest) ? new(manifest) : new(AskOnce());

    /// <summary>The same, asking the app whatever is known here.</summary>
    public ValueTask<LiveManifest?> AskAsync() => new(AskOnce());

    /// <summary>Takes in a manifest that the app has pushed, unless a later one is here.</summary>
    /// <remarks>Does not lengthen the lease: a push that arrives late must not outlive a change that did not reach this silo.</remarks>
    public void Publish(LiveManifest manifest)
    {
        lock (gate)
        {
            // Kept also where nothing is leased: a question that is under way may still bring an older answer.
            if (leased is not { } current)
            {
                leased = new(manifest, Until: long.MinValue);
            }
            else if (current.Manifest.Sequence < manifest.Sequence)
            {
                leased = current with { Manifest = manifest };
            }
        }
    }

    /// <summary>Notes that an installation has used a scope; true for the first time since the entry was made.</summary>
    public bool NoteUse(ScopeId scope) => !recentlyUsed.Contains(scope.Value) && NoteUseOf(scope);

    /// <summary>Takes the note back, so that the next use is a first one again.</summary>
    public void ForgetUse(ScopeId scope)
    {
        usedScopes.TryRemove(scope, out _);
        recentlyUsed.Clear();
    }

    private bool NoteUseOf(ScopeId scope)
    {
        // Looked for first, because adding takes a lock, and nearly every use is a repeated one, with a text of its own where it comes by message.
        if (!usedScopes.ContainsKey(scope) && usedScopes.TryAdd(scope, 0))
        {
            return true;
        }

        // The note may be taken back at the same time: whoever comes last of the two takes the text out.
        recentlyUsed.Add(scope.Value);
        if (!usedScopes.ContainsKey(scope))
        {
            recentlyUsed.Clear();
        }

        return false;
    }

    // So that checks neither wait every time a lease runs out, nor feel it when the app's silo is gone for a moment.
    private void RenewAhead(long now)
    {
        var next = now + clock.TicksOf(lease / 10);
        if (Interlocked.Exchange(ref renewAt, next) <= now)
        {
            AskOnce().Ignore();
        }
    }

    // Everybody who needs the manifest while the app is being asked waits for the same answer; a change that was
    // acknowledged meanwhile has been pushed here, and the later of the two counts.
    private Task<LiveManifest?> AskOnce()
    {
        lock (gate)
        {
            return question is { IsCompleted: false } ? question : question = RefreshAsync();
        }
    }

    private async Task<LiveManifest?> RefreshAsync()
    {
        // The lease counts from before the question: from then on the app may change without this silo knowing.
        var asked = clock.GetTimestamp();
        if (await grains.GetApp(App).GetLiveManifestAsync() is not { } manifest)
        {
            return null;
        }

        lock (gate)
        {
            var known = leased?.Manifest;
            var newest = known is not null && known.Sequence >= manifest.Sequence ? known : manifest;
            if (lease == Timeout.InfiniteTimeSpan)
            {
                leased = new(newest, Until: null);
            }
            else
            {
                leased = new(newest, asked + clock.TicksOf(lease));
                Volatile.Write(ref renewAt, asked + clock.TicksOf(lease / 2));
            }

            return newest;
        }
    }

    /// <summary>A manifest and the timestamp until which it can be relied on; null for ever.</summary>
    private sealed record Leased(LiveManifest Manifest, long? Until);
}
