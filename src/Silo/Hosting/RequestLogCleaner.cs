using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Registry.Grains;

namespace Registry.Silo;

/// <summary>Deletes recorded answers that have expired.</summary>
internal sealed partial class RequestLogCleaner(
    IRequestLog requests,
    IOptions<StorageOptions> options,
    TimeProvider clock,
    ILogger<RequestLogCleaner> logger) : PeriodicCleaner(options, clock)
{
    protected override Task<int> DeleteAsync(int limit) => requests.DeleteExpiredAsync(Clock.GetUtcNow(), limit);

    [LoggerMessage(LogLevel.Information, "Deleted {Count} expired answers of idempotent requests.")]
    protected override partial void LogCleaned(int count);

    [LoggerMessage(LogLevel.Warning, "Expired answers of idempotent requests could not be deleted; tried again later.")]
    protected override partial void LogFailed(Exception exception);
}
