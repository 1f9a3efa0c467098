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
    ILogger<SqliteLogCleaner> logger) : PeriodicWork(options.Value.CleanupInterval, clock)
{
    protected override async Task WorkAsync(CancellationToken stoppingToken)
    {
        using var turn = await database.Gate.EnterAsync();
        using var connection = database.Source.Open();

        // Writers wait meanwhile: where a reader is in the way, the rest is left for the next time.
        new SqliteStatement("PRAGMA busy_timeout = 0").Execute(connection);
        new SqliteStatement("PRAGMA wal_checkpoint(TRUNCATE)").Execute(connection);
    }

    [LoggerMessage(LogLevel.Warning, "The write-ahead log could not be emptied; tried again later.")]
    protected override partial void LogFailed(Exception exception);
}
