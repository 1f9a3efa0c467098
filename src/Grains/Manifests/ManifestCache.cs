using Microsoft.Extensions.Options;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>The live manifests that the installations on this silo need. One per silo.</summary>
internal sealed class ManifestCache(IGrainFactory grains, TimeProvider clock, IOptions<ManifestOptions> options, Catalog catalog)
{
    private readonly Lock gate = new();
    private readonly Dictionary<AppId, ManifestEntry> entries = [];

    /// <summary>The entry of an app, kept up to date until it is released as often as it was acquired.</summary>
    public ManifestEntry Acquire(AppId app)
    {
        lock (gate)
        {
            if (!entries.TryGetValue(app, out var entry))
            {
                entries[app] = entry = new(app, catalog, grains, clock, options.Value.Lease);
            }

            entry.Holders++;
            return entry;
        }
    }

    public void Release(ManifestEntry entry)
    {
        lock (gate)
        {
            if (--entry.Holders == 0)
            {
                entries.Remove(entry.App);
            }
        }
    }

    /// <summary>The manifest of an app now, or null where there is no such app.</summary>
    public async ValueTask<LiveManifest?> GetAsync(AppId app)
    {
        var entry = Acquire(app);
        try
        {
            return await entry.GetAsync();
        }
        finally
        {
            Release(entry);
        }
    }

    /// <summary>Takes in a manifest that the app has just stored.</summary>
    public void Publish(LiveManifest manifest)
    {
        lock (gate)
        {
            if (entries.TryGetValue(manifest.App, out var entry))
            {
                entry.Publish(manifest);
            }
        }
    }
}
