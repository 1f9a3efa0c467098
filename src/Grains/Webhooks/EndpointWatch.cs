using Microsoft.Extensions.Logging;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>Finds out how endpoints are: each silo has its own picture of which to spare.</summary>
internal sealed partial class EndpointWatch(
    IGrainFactory grains,
    IClusterMembershipService membership,
    TimeProvider clock,
    ILogger<EndpointWatch> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>How the endpoint of an app is. A silo that does not say so at once is left out.</summary>
    public async Task<EndpointHealth> LookAsync(AppId app, AppWebhook webhook)
    {
        if (webhook.GoneAt is not null)
        {
            return new(EndpointState.Gone);
        }

        var sights = await AskAsync(app, async silo => await silo.LookAtAsync(app, webhook.Url));
        return Of([.. sights.OfType<EndpointSight>()], clock.GetUtcNow());
    }

    /// <summary>Tells all silos that an endpoint works. One that can't be reached spares it until the end of the pause.</summary>
    public Task ResumeAsync(AppId app, string url) => AskAsync<object>(app, async silo =>
    {
        await silo.ResumeAsync(app, url);
        return null;
    });

    // The end of a pause proves nothing: it lasts on until an answer has shown, to whichever silo, that the endpoint works.
    internal static EndpointHealth Of(IReadOnlyCollection<EndpointSight> sights, DateTimeOffset now) =>
        sights.Max(sight => sight.PausedUntil) is { } until && (until > now || !(sights.Max(sight => sight.WorkedAt) >= until))
            ? new(EndpointState.Paused, until)
            : new(EndpointState.Healthy);

    private Task<T?[]> AskAsync<T>(AppId app, Func<IEndpointSightGrain, Task<T?>> ask)
        where T : class
    {
        var silos = membership.CurrentSnapshot.Members.Values.Where(member => member.Status == SiloStatus.Active);
        return Task.WhenAll(silos.Select(member => TryAskAsync(member.SiloAddress, app, ask)));
    }

    private async Task<T?> TryAskAsync<T>(SiloAddress silo, AppId app, Func<IEndpointSightGrain, Task<T?>> ask)
        where T : class
    {
        try
        {
            return await ask(grains.GetGrain<IEndpointSightGrain>(silo.ToParsableString())).WithinAsync(Patience, clock);
        }
        catch (Exception exception)
        {
            LogNoAnswer(exception, silo, app);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Silo {Silo} did not answer about the endpoint of {App}, and is left out")]
    private partial void LogNoAnswer(Exception exception, SiloAddress silo, AppId app);
}
