using System.Collections.Concurrent;
using System.Reflection;
using Orleans.Concurrency;

namespace Registry.Silo;

/// <summary>
/// Sends a call again that got nowhere because a silo stops: one that was turned away unseen, and a read whose answer was
/// lost. A moment later the call finds the silo that took over. A change that may have been begun is left to the caller.
/// </summary>
internal sealed class CallRetry(TimeProvider clock) : IOutgoingGrainCallFilter
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentDictionary<MethodInfo, bool> reads = [];

    public Task Invoke(IOutgoingGrainCallContext context)
    {
        var call = context.Invoke();
        return call.IsCompletedSuccessfully ? call : RetryAsync(context, call);
    }

    private async Task RetryAsync(IOutgoingGrainCallContext context, Task call)
    {
        var started = clock.GetTimestamp();
        var isFirst = true;
        while (true)
        {
            try
            {
                await call;
                return;
            }
            catch (OrleansMessageRejectionException) when (clock.GetElapsedTime(started) < Patience)
            {
                await Task.Delay(Pause, clock);
            }
            catch (Exception exception) when (isFirst && (exception is TimeoutException or SiloUnavailableException) && IsRead(context))
            {
            }

            isFirst = false;
            call = context.Invoke();
        }
    }

    private bool IsRead(IOutgoingGrainCallContext context) => reads.GetOrAdd(
        context.InterfaceMethod,
        method => method.IsDefined(typeof(AlwaysInterleaveAttribute)) || method.IsDefined(typeof(ReadOnlyAttribute)));
}
