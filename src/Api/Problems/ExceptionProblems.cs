using System.Data.Common;
using System.Net.Sockets;
using Microsoft.AspNetCore.Diagnostics;
using Orleans.Runtime;
using Orleans.Runtime.Messaging;
using Orleans.Storage;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>Turns exceptions into problems: outages into 503, lost races into 409, everything else into an opaque 500.</summary>
internal sealed partial class ExceptionProblems(ILogger<ExceptionProblems> logger, TimeProvider clock) : IExceptionHandler
{
    private readonly LogPace outages = new(clock);

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
        {
            return false;
        }

        // By now the request has no endpoint any more; the handler's feature still knows it.
        var endpoint = httpContext.Features.Get<IExceptionHandlerFeature>()?.Endpoint;
        var problem = Of(exception, mayChange: endpoint?.Metadata.GetMetadata<ChangingCall>() is not null || (HubErrors.Takes(httpContext) && HttpMethods.IsPost(httpContext.Request.Method)));
        if (problem.Type == ProblemTypes.InternalError)
        {
            LogUnexpected(exception, httpContext.Request.Method, endpoint?.DisplayName);
        }
        else if (problem.Type == ProblemTypes.Unavailable && outages.IsDue(out var passedOver))
        {
            LogUnavailable(exception, passedOver);
        }

        await problem.ExecuteAsync(httpContext);
        return true;
    }

    /// <param name="exception">What was thrown.</param>
    /// <param name="mayChange">Whether the request was to change something.</param>
    internal static Problem Of(Exception exception, bool mayChange)
    {
        // Orleans wraps what a grain's storage throws while the grain is activated.
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case RegistryUnavailableException unavailable:
                    return Problems.Unavailable(mayChange && unavailable.MayHaveChanged);
                case InconsistentStateException:
                    return Problems.LostRace();
                case BadHttpRequestException bad:
                    return Problems.OfStatus(bad.StatusCode) ?? Problems.OfStatus(StatusCodes.Status400BadRequest)!;
                case TimeoutException or SiloUnavailableException or OrleansMessageRejectionException or GatewayTooBusyException or ConnectionFailedException:
                case DbException or SocketException or IOException:
                    return Problems.Unavailable(mayChange);
                case OperationCanceledException:
                    // Not the caller who hung up: Orleans gave up what it was doing on account of a silo that is gone.
                    return Problems.Unavailable(mayChange);
            }
        }

        return Problems.InternalError();
    }

    [LoggerMessage(LogLevel.Error, "{Method} {Endpoint} failed unexpectedly")]
    private partial void LogUnexpected(Exception exception, string method, string? endpoint);

    [LoggerMessage(LogLevel.Warning, "Storage or cluster out of reach; {PassedOver} more calls since the last line like this")]
    private partial void LogUnavailable(Exception exception, int passedOver);
}
