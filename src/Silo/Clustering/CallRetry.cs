using System.Collections.Concurrent;
using System.Reflection;
using Orleans.Concurrency;
using Orleans.Runtime.Messaging;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>
/// Sends a call again that got nowhere because a silo stops: one that was turned away unseen, and a read whose answer was
/// lost. A moment later the call finds the silo that took over. A change that may have been begun is left to the caller.
/// </summary>
internal sealed class CallRetry(CallBudget budget, TimeProvider clock) : IOutgoingGrainCallFilter
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentDictionary<MethodInfo, CallKind> kinds = [];

    public Task Invoke(IOutgoingGrainCallContext context)
    {
        var call = context.Invoke();
        return call.IsCompletedSuccessfully ? call : RetryAsync(context, call);
    }

    private async Task RetryAsync(IOutgoingGrainCallContext context, Task call)
    {
        var kind = kinds.GetOrAdd(context.InterfaceMethod, KindOf);
        var deadline = budget.DeadlineOf(kind);
        var started = clock.GetTimestamp();
        var isFirst = true;
        while (true)
        {
            try
            {
                await (deadline is null ? call : call.WaitAsync(RestUntil(deadline.Value), clock));
                return;
            }
            catch (Exception exception) when (WasTurnedAway(exception, kind) && clock.GetElapsedTime(started) < Patience && !IsOver(deadline))
            {
                await Task.Delay(Pause, clock);
            }
            catch (Exception exception) when (isFirst && kind != CallKind.Other && call.IsCompleted && !IsOver(deadline) && exception is (TimeoutException or SiloUnavailableException))
            {
                // A call that was only given up is still under way, and must not be sent again: timers may end a little early.
            }
            catch (TimeoutException)
            {
                // Should it fail after it was given up, that is nobody's concern any more.
                call.Ignore();
                throw;
            }

            isFirst = false;
            call = context.Invoke();
        }
    }

    // A silo that stops turns away with the other two as well, also what another silo asks on behalf of this call. But a change
    // that is answered so may have been begun.
    private static bool WasTurnedAway(Exception exception, CallKind kind) =>
        exception is OrleansMessageRejectionException || (exception is SiloUnavailableException or ConnectionFailedException && kind != CallKind.Other);

    // An event interleaves with others, and is no read: repeated, it would be accepted twice.
    private static CallKind KindOf(MethodInfo method) => true switch
    {
        _ when method.DeclaringType == typeof(IWorkspaceGrain) => CallKind.Other,
        _ when !method.IsDefined(typeof(AlwaysInterleaveAttribute)) && !method.IsDefined(typeof(ReadOnlyAttribute)) => CallKind.Other,
        _ => method.IsDefined(typeof(ResponseTimeoutAttribute)) ? CallKind.Check : CallKind.Read,
    };

    // Never below zero, which no timer takes: the clock is read once.
    private TimeSpan RestUntil(long deadline) => clock.GetElapsedTime(Math.Min(clock.GetTimestamp(), deadline), deadline);

    private bool IsOver(long? deadline) => deadline <= clock.GetTimestamp();
}
