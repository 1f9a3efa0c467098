using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>
/// The checks that wait for one silo. What comes while a message is under way shares the next one, so the more checks come,
/// the less each of them costs; one that comes alone is sent at once. A silo that is late with an answer holds nobody up:
/// until it answers, its checks take the way that each of them has by itself.
/// </summary>
internal sealed class CheckQueue(ILocalCheckGrain silo, TimeProvider clock)
{
    /// <summary>How long a message may take. Far more than it does, and far less than what a caller waits for a check.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    /// <summary>How long a silo that could not be asked is left alone.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // More do not make it faster, and hold fewer checks each.
    private const int MostUnderWay = 2;

    // A thousand fill 100 KB.
    private const int MostTogether = 1_000;

    private readonly Lock gate = new();
    private readonly Queue<WaitingCheck> waiting = new();
    private readonly long pauseTicks = clock.TicksOf(Pause);
    private int underWay;
    private int late;
    private long pausedUntil = long.MinValue;

    /// <summary>The answer; null where the installation has to be asked itself.</summary>
    public ValueTask<ScopeDecision?> TryCheckAsync(ScopeCheck check)
    {
        var asked = new WaitingCheck(check);
        lock (gate)
        {
            if (late > 0 || clock.GetTimestamp() < pausedUntil)
            {
                return default;
            }

            waiting.Enqueue(asked);
            if (underWay == MostUnderWay)
            {
                return new(asked.Task);
            }

            underWay++;
        }

        // The messages are nobody's in particular: neither the trace nor the limits of this call are theirs.
        using (ExecutionContext.SuppressFlow())
        {
            _ = SendAsync();
        }

        return new(asked.Task);
    }

    private async Task SendAsync()
    {
        while (TryTake(out var checks))
        {
            Answer(checks, await AskAsync(checks));
        }
    }

    private bool TryTake(out WaitingCheck[] checks)
    {
        lock (gate)
        {
            checks = new WaitingCheck[Math.Min(waiting.Count, MostTogether)];
            for (var index = 0; index < checks.Length; index++)
            {
                checks[index] = waiting.Dequeue();
            }

            if (checks.Length == 0)
            {
                underWay--;
            }
        }

        return checks.Length > 0;
    }

    // No answers where there are none in time.
    private async ValueTask<ImmutableArray<ScopeDecision?>> AskAsync(WaitingCheck[] checks)
    {
        try
        {
            var answers = silo.TryCheckAsync([.. checks.Select(check => check.Check)]).AsTask();
            try
            {
                return await answers.WaitAsync(Patience, clock);
            }
            catch (TimeoutException) when (!answers.IsCompleted)
            {
                _ = AwaitLateAsync(answers);
            }
        }
        catch (Exception)
        {
            // Whatever it is: the checks find out by themselves, and so do their callers.
            TurnAway(isLate: false);
        }

        return [];
    }

    private async Task AwaitLateAsync(Task answers)
    {
        TurnAway(isLate: true);
        await answers.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (gate)
        {
            late--;
        }
    }

    private void TurnAway(bool isLate)
    {
        WaitingCheck[] turnedAway;
        lock (gate)
        {
            if (isLate)
            {
                late++;
            }
            else
            {
                pausedUntil = clock.GetTimestamp() + pauseTicks;
            }

            turnedAway = [.. waiting];
            waiting.Clear();
        }

        Answer(turnedAway, []);
    }

    private static void Answer(WaitingCheck[] checks, ImmutableArray<ScopeDecision?> answers)
    {
        for (var index = 0; index < checks.Length; index++)
        {
            checks[index].SetResult(index < answers.Length ? answers[index] : null);
        }
    }

    // Its caller goes on elsewhere: what it does next must not delay the others.
    private sealed class WaitingCheck(ScopeCheck check) : TaskCompletionSource<ScopeDecision?>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public ScopeCheck Check => check;
    }
}
