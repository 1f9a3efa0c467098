using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Registry.Silo;

/// <summary>
/// Empties the write-ahead log now and then. SQLite starts it over by itself only when no reader happens to be at work,
/// and never makes it shorter.
/// </summary>
internal sealed partial class SqliteLogCleaner(
    SqliteDatabase database,
    IOptions<StorageOptions> options,
    TimeProvider clock,
    ILogger<SqliteLogCleaner> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.CleanupInterval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await CleanAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task CleanAsync(CancellationToken stoppingToken)
    {
        try
        {
            using var turn = await database.Gate.EnterAsync();
            using var connection = database.Source.Open();

            // Writers wait meanwhile: where a reader is in the way, the rest is left for the next time.
            new SqliteStatement("PRAGMA busy_timeout = 0").Execute(connection);
            new SqliteStatement("PRAGMA wal_checkpoint(TRUNCATE)").Execute(connection);
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            // An exception that leaves a background service ends the whole process.
            LogFailed(exception);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The write-ahead log could not be emptied; tried again later.")]
    private partial void LogFailed(Exception exception);
}
