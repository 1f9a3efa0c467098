using Microsoft.Extensions.Options;
using Registry.Silo;

namespace Registry.Api;

/// <summary>
/// How many requests are worked on at the same time. Checks have places of their own, so that neither lists nor changes keep
/// them waiting, however many come. What finds no place in time is turned away, which costs next to nothing.
/// </summary>
internal sealed class RequestGate : IDisposable
{
    private readonly Slots requests;
    private readonly Slots checks;

    public RequestGate(IOptions<OverloadOptions> options, TimeProvider clock, ApiMetrics metrics)
    {
        var limits = options.Value;
        requests = new(limits.MaxRequests, clock, limits.MaxWaiting, limits.MaxWait);
        checks = new(limits.MaxChecks, clock, limits.MaxWaiting, limits.MaxWait);
        metrics.ObserveActiveRequests(() => requests.Taken, () => checks.Taken);
    }

    /// <returns>A place, to be disposed of; null where there is none in time.</returns>
    public ValueTask<IDisposable?> EnterAsync(bool isCheck, CancellationToken cancellationToken) =>
        (isCheck ? checks : requests).TakeAsync(cancellationToken);

    public void Dispose()
    {
        requests.Dispose();
        checks.Dispose();
    }
}
