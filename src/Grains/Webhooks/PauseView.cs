using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>Shows of deliveries that are due, and wait for an endpoint that is being spared, when they are tried next.</summary>
internal sealed class PauseView(EndpointWatch endpoints, TimeProvider clock)
{
    public async Task<ImmutableArray<Delivery>> OfAsync(App app, ImmutableArray<Delivery> deliveries)
    {
        var now = clock.GetUtcNow();
        return app.Webhook is { } webhook
            && deliveries.Any(IsDue)
            && (await endpoints.LookAsync(app.Id, webhook)).PausedUntil is { } end
            && end > now
            ? [.. deliveries.Select(each => IsDue(each) ? each with { NextAttemptAt = end } : each)]
            : deliveries;

        bool IsDue(Delivery delivery) => delivery.NextAttemptAt <= now;
    }
}
