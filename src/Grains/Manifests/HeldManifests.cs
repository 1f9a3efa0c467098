using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>The manifests that one grain needs again and again, held on this silo until it is done with them. For one grain, on its own thread.</summary>
internal sealed class HeldManifests(ManifestCache manifests)
{
    private readonly Dictionary<AppId, ManifestEntry> held = [];

    /// <summary>The manifest of an app now, or null where there is no such app.</summary>
    public ValueTask<LiveManifest?> GetAsync(AppId app) => EntryOf(app).GetAsync();

    /// <summary>The manifest of an app now, where it can be relied on without asking; false where the app must be asked.</summary>
    public bool TryGet(AppId app, out LiveManifest manifest) => EntryOf(app).TryGet(out manifest);

    /// <summary>Holds none any more.</summary>
    public void Release()
    {
        foreach (var entry in held.Values)
        {
            manifests.Release(entry);
        }

        held.Clear();
    }

    private ManifestEntry EntryOf(AppId app)
    {
        if (!held.TryGetValue(app, out var entry))
        {
            held[app] = entry = manifests.Acquire(app);
        }

        return entry;
    }
}
