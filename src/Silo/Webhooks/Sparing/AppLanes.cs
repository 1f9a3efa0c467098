using Microsoft.Extensions.Options;
using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>
/// The lanes of the apps that notifications have lately been sent to. An app has one, that of its endpoint: another URL
/// makes a new one, and what was known of the one before is forgotten.
/// </summary>
internal sealed class AppLanes(IOptions<WebhookOptions> options, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly Dictionary<AppId, Entry> entries = [];

    // After so long, what a lane remembers would not count any more.
    private readonly TimeSpan memory = options.Value.BreakerWindow + options.Value.BreakerPause + options.Value.CatchUpTime;

    private DateTimeOffset nextSweep;

    public int Count
    {
        get
        {
            lock (gate)
            {
                return entries.Count;
            }
        }
    }

    /// <summary>The lane of an app's endpoint; it is not forgotten before the visit is disposed of.</summary>
    public Visit Enter(AppId app, Uri url)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            Sweep(now);
            if (!entries.TryGetValue(app, out var entry))
            {
                entries[app] = entry = new(new(options.Value.MaxConcurrentPerApp, clock));
            }

            if (entry.Lane?.Url != url)
            {
                entry.Lane = new(url, options.Value, clock);
            }

            entry.Visitors++;
            return new(this, entry, entry.Lane);
        }
    }

    /// <summary>The lane of an app's endpoint, where something is remembered of it.</summary>
    /// <param name="app">The app.</param>
    /// <param name="url">The endpoint; null for the one that was last sent to.</param>
    public EndpointLane? Find(AppId app, Uri? url)
    {
        lock (gate)
        {
            Sweep(clock.GetUtcNow());
            return entries.TryGetValue(app, out var entry) && entry.Lane is { } lane && (url is null || lane.Url == url) ? lane : null;
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            foreach (var entry in entries.Values)
            {
                entry.Slots.Dispose();
            }

            entries.Clear();
        }
    }

    private void Leave(Entry entry)
    {
        lock (gate)
        {
            entry.Visitors--;
            entry.LastSeen = clock.GetUtcNow();
        }
    }

    private void Sweep(DateTimeOffset now)
    {
        if (now < nextSweep)
        {
            return;
        }

        nextSweep = now + SweepEvery;
        foreach (var (app, entry) in entries.Where(each => each.Value.Visitors == 0 && now - each.Value.LastSeen > memory))
        {
            entries.Remove(app);
            entry.Slots.Dispose();
        }
    }

    internal readonly struct Visit(AppLanes lanes, Entry entry, EndpointLane lane) : IDisposable
    {
        /// <summary>How much is under way to the app, whatever its endpoint.</summary>
        public Slots Slots => entry.Slots;

        public EndpointLane Lane => lane;

        public void Dispose() => lanes.Leave(entry);
    }

    internal sealed class Entry(Slots slots)
    {
        public Slots Slots { get; } = slots;

        public EndpointLane? Lane { get; set; }

        public int Visitors { get; set; }

        public DateTimeOffset LastSeen { get; set; }
    }
}
