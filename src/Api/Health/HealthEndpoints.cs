using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>Tells orchestrators and load balancers how the process is.</summary>
internal static class HealthEndpoints
{
    private static readonly TimeSpan MostWait = TimeSpan.FromSeconds(2);

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/health").WithTags("Health").AllowAnonymous();
        group.MapGet("/live", () => Answer(HealthResponse.Live))
            .WithName("IsLive").WithSummary("Is the process alive?")
            .WithDescription("Answers as long as the process can answer at all. Restart it where it does not.")
            .Answers<HealthResponse>(StatusCodes.Status200OK, "It is.");
        group.MapGet("/ready", IsReadyAsync)
            .WithName("IsReady").WithSummary("Can the registry do its work?")
            .WithDescription("Asks the silo and the storage. Send no requests here while it answers 503.")
            .Answers<HealthResponse>(StatusCodes.Status200OK, "It can.")
            .Refuses(ProblemTypes.Unavailable);
    }

    private static async Task<IResult> IsReadyAsync(IGrainFactory grains, IHostApplicationLifetime lifetime, TimeProvider clock)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return Problems.Unavailable(mayHaveChanged: false);
        }

        // Where it takes longer, nobody asks for its outcome any more.
        var check = grains.GetHealth().CheckStorageAsync();
        check.Ignore();
        await check.WaitAsync(MostWait, clock);
        return Answer(HealthResponse.Ready);
    }

    private static JsonAnswer<HealthResponse> Answer(HealthResponse health) => new(health, ApiJson.Readable.HealthResponse);
}
