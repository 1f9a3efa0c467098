using Microsoft.AspNetCore.Http.HttpResults;
using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>Tells an orchestrator how the silo is. Same paths as on the HTTP API.</summary>
internal static partial class SiloHealthEndpoints
{
    private static readonly TimeSpan MostWait = TimeSpan.FromSeconds(2);

    public static void MapSiloHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => TypedResults.Json(new SiloHealth("live"), SiloHealthJson.Default.SiloHealth));
        routes.MapGet("/health/ready", IsReadyAsync);
    }

    // A stateless worker, so it is this silo that answers, not just any.
    private static async Task<IResult> IsReadyAsync(IGrainFactory grains, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<SiloHealth> logger)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return NotReady("stopping");
        }

        try
        {
            await grains.GetHealth().CheckStorageAsync().WithinAsync(MostWait, clock);
            return TypedResults.Json(new SiloHealth("ready"), SiloHealthJson.Default.SiloHealth);
        }
        catch (Exception exception)
        {
            LogNotReady(logger, exception.Message);
            return NotReady("unavailable");
        }
    }

    private static JsonHttpResult<SiloHealth> NotReady(string status) =>
        TypedResults.Json(new SiloHealth(status), SiloHealthJson.Default.SiloHealth, statusCode: StatusCodes.Status503ServiceUnavailable);

    [LoggerMessage(LogLevel.Warning, "Not ready: {Reason}")]
    private static partial void LogNotReady(ILogger logger, string reason);
}
