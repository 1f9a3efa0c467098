using Microsoft.Extensions.Options;
using Registry.Silo;

namespace Registry.Api;

/// <summary>
/// How many requests are worked on at the same time. Checks have places of their own, so that neither lists nor changes keep
/// them waiting, however many come. What finds no place in time is turned away, which costs next to nothing.
/// </summary>
internal sealed class RequestGate(IOptions<OverloadOptions> options, TimeProvider clock) : IDisposable
{
    private readonly Slots requests = new(options.Value.MaxRequests, clock, options.Value.MaxWaiting, options.Value.MaxWait);
    private readonly Slots checks = new(options.Value.MaxChecks, clock, options.Value.MaxWaiting, options.Value.MaxWait);

    /// <returns>A place, to be disposed of; null where there is none in time.</returns>
    public ValueTask<IDisposable?> EnterAsync(bool isCheck, CancellationToken cancellationToken) =>
        (isCheck ? checks : requests).TakeAsync(cancellationToken);

    public void Dispose()
    {
        requests.Dispose();
        checks.Dispose();
    }
}
