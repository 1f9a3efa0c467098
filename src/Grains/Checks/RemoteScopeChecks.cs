using System.Collections.Concurrent;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>
/// Asks silos in other processes. Checks of installations that are known to be on the same silo share messages
/// (<see cref="CheckQueue"/>); an installation that is asked by itself says where it is. Many that come together are asked
/// through whichever silo is at hand.
/// </summary>
public sealed class RemoteScopeChecks(IGrainFactory grains, TimeProvider clock) : IScopeChecks
{
    private readonly KnownPlaces places = new();
    private readonly ConcurrentDictionary<string, int> numbers = new();
    private readonly CheckQueue?[] queues = new CheckQueue?[KnownPlaces.MaxPlace + 1];
    private int last;

    /// <inheritdoc/>
    public bool AnswersAtOnce => false;

    /// <inheritdoc/>
    public ValueTask<ScopeDecision?> TryCheckAsync(InstallationKey installation, ScopeId scope) =>
        queues[places.Find(installation)] is { } queue ? queue.TryCheckAsync(new(installation, scope)) : default;

    /// <inheritdoc/>
    public async ValueTask<ScopeDecision> CheckAsync(InstallationKey installation, ScopeId scope)
    {
        var located = await grains.GetInstallation(installation).CheckAndLocateAsync(scope);
        if (located.Decision.Reason == CheckReason.NotInstalled)
        {
            // No silo answers that without a message, so a shared one would come on top; nor has it to take anybody's room.
            places.Forget(installation);
        }
        else
        {
            places.Remember(installation, numbers.TryGetValue(located.Silo, out var number) ? number : Number(located.Silo));
        }

        return located.Decision;
    }

    /// <inheritdoc/>
    public async ValueTask CheckManyAsync(ReadOnlyMemory<ScopeCheck> checks, Memory<ScopeDecision> decisions) =>
        (await grains.GetScopeChecks().CheckAsync([.. checks.Span])).CopyTo(decisions.Span);

    /// <inheritdoc/>
    public bool TryCheckMany(ReadOnlySpan<ScopeCheck> checks, ReadOnlySpan<long> minRevisions, Span<ScopeDecision> decisions) => false;

    // Silos come and go for as long as this process lives, so the numbers start anew some time.
    private int Number(string silo)
    {
        lock (queues)
        {
            if (!numbers.TryGetValue(silo, out var number))
            {
                last = number = (last % KnownPlaces.MaxPlace) + 1;
                foreach (var earlier in numbers.Where(earlier => earlier.Value == number))
                {
                    numbers.TryRemove(earlier);
                }

                queues[number] = new(grains.GetGrain<ILocalCheckGrain>(silo), clock);
                numbers[silo] = number;
            }

            return number;
        }
    }
}
