namespace Registry.Cluster.Tests;

/// <summary>Suspends an app everywhere and lifts it again, over and over.</summary>
internal sealed class StormOperator(string app, IReadOnlyList<RecordingClient> clients, Random random)
{
    private static readonly TimeSpan Suspended = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Active = TimeSpan.FromSeconds(3);

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await Pause.AboutAsync(Active, random, stop);
            await TryAsync(new AppCommand.Suspend($"reason {random.Next(1000)}"), stop);
            await Pause.AboutAsync(Suspended, random, stop);
            await TryAsync(new AppCommand.Resume(), stop);
        }
    }

    // Until it is acknowledged, so that the rules about acknowledged changes of apps have something to say.
    private async Task TryAsync(AppCommand command, CancellationToken stop)
    {
        var key = random.Next(2) == 0 ? Guid.NewGuid().ToString("N") : null;
        while (await clients[random.Next(clients.Count)].ChangeAsync(app, command, key) is not ChangeOutcome<AppState>.Accepted && !stop.IsCancellationRequested)
        {
            await Pause.AboutAsync(TimeSpan.FromMilliseconds(200), random, stop);
        }
    }
}
