using static Registry.Cluster.Tests.InstallationCommand;

namespace Registry.Cluster.Tests;

/// <summary>Changes one installation over and over, maybe with others beside it.</summary>
internal sealed class StormWriter(InstallationAddress target, IReadOnlyList<RecordingClient> clients, Random random, TimeSpan pace)
{
    private const int MostAttempts = 4;

    private long revision;
    private InstallationState known = InstallationState.None;

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await TryAsync(Next());
            await Pause.AboutAsync(pace, random, stop);
        }
    }

    private async Task TryAsync(InstallationCommand command)
    {
        var key = random.Next(2) == 0 ? Guid.NewGuid().ToString("N") : null;
        long? ifMatch = revision > 0 && random.Next(4) == 0 ? revision : null;
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            switch (await clients[random.Next(clients.Count)].ChangeAsync(target, command, key, ifMatch))
            {
                case ChangeOutcome<InstallationState>.Accepted accepted:
                    (revision, known) = (accepted.Revision, accepted.State);
                    return;
                case ChangeOutcome<InstallationState>.Refused { Reason: "not_installed" or "not_found" }:
                    known = InstallationState.None;
                    return;
                case ChangeOutcome<InstallationState>.Refused:
                    return;
                default:
                    // With a key a repetition is safe; others go on, not knowing.
                    if (key is null || random.Next(4) == 0)
                    {
                        return;
                    }

                    break;
            }

            await Pause.AboutAsync(TimeSpan.FromMilliseconds(200), random, CancellationToken.None);
        }
    }

    private InstallationCommand Next()
    {
        var scope = StormScene.Scopes[random.Next(StormScene.Scopes.Count)];
        if (!known.IsThere)
        {
            return new Install(SomeScopes());
        }

        if (known.Status == "suspended" && random.Next(2) == 0)
        {
            return new Resume();
        }

        return random.Next(20) switch
        {
            < 7 => new Grant(scope),
            < 14 => new Revoke(scope),
            < 16 => new SetScopes(SomeScopes()),
            16 => new Suspend($"reason {random.Next(3)}"),
            17 => new Install(SomeScopes()),
            18 => new Resume(),
            _ => new Uninstall(),
        };
    }

    private string SomeScopes() => string.Join(' ', StormScene.Scopes.Where(_ => random.Next(3) > 0));
}
