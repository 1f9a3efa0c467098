using Microsoft.Extensions.Options;
using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>The lanes of the apps that notifications have lately been sent to.</summary>
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

    /// <summary>The lane of an app; it is not forgotten before the visit is disposed of.</summary>
    public Visit Enter(AppId app)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            Sweep(now);
            if (!entries.TryGetValue(app, out var entry))
            {
                entries[app] = entry = new(new(options.Value, clock));
            }

            entry.Visitors++;
            return new(this, entry);
        }
    }

    /// <summary>What is remembered of an app's endpoint.</summary>
    public EndpointSight Look(AppId app)
    {
        lock (gate)
        {
            Sweep(clock.GetUtcNow());
            return entries.TryGetValue(app, out var entry) ? entry.Lane.Sight : new();
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            foreach (var entry in entries.Values)
            {
                entry.Lane.Dispose();
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
            entry.Lane.Dispose();
        }
    }

    internal readonly struct Visit(AppLanes lanes, Entry entry) : IDisposable
    {
        public AppLane Lane => entry.Lane;

        public void Dispose() => lanes.Leave(entry);
    }

    internal sealed class Entry(AppLane lane)
    {
        public AppLane Lane { get; } = lane;

        public int Visitors { get; set; }

        public DateTimeOffset LastSeen { get; set; }
    }
}
