using Microsoft.Data.Sqlite;
using Registry.Grains.Interfaces;
using SQLitePCL;

namespace Registry.Silo;

/// <summary>The one place where failures of SQLite and of the file system become <see cref="RegistryUnavailableException"/>.</summary>
internal sealed class SqliteErrors : IStorageErrors
{
    public bool IsOutage(Exception exception) => exception is SqliteException or IOException or UnauthorizedAccessException;

    public RegistryUnavailableException ToUnavailable(string operation, bool isWrite, Exception exception) =>
        new($"The storage failed at {operation}: {exception.Message}", isWrite && MayHaveHappened(exception), exception);

    // With these SQLite has taken the transaction back, or never began it. An I/O error is another matter: when the last
    // sync fails the transaction may be in the log all the same and come alive after a crash.
    private static bool MayHaveHappened(Exception exception) => exception is not SqliteException
    {
        SqliteErrorCode: raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_FULL or raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN
            or raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB or raw.SQLITE_PERM or raw.SQLITE_CONSTRAINT or raw.SQLITE_TOOBIG or raw.SQLITE_ERROR
    };
}
