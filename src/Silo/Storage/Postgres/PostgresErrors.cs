using System.Net.Sockets;
using Npgsql;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>The one place where failures of PostgreSQL and of the way to it become <see cref="RegistryUnavailableException"/>.</summary>
internal sealed class PostgresErrors : IStorageErrors
{
    // Classes of SQLSTATE that say something about the server, the database or its state, not about the statement.
    private static readonly string[] OutageClasses = ["08", "25", "28", "3D", "3F", "40", "53", "54", "55", "57", "58", "F0", "XX"];

    // What becomes of our statements when tables or rights are taken away meanwhile.
    private static readonly string[] OutageStates = [PostgresErrorCodes.UndefinedTable, PostgresErrorCodes.InsufficientPrivilege];

    // A server that says so has not let the session begin.
    private static readonly string[] RefusedStates =
    [
        PostgresErrorCodes.CannotConnectNow, PostgresErrorCodes.TooManyConnections, PostgresErrorCodes.InvalidPassword,
        PostgresErrorCodes.InvalidAuthorizationSpecification, PostgresErrorCodes.InvalidCatalogName,
    ];

    private static readonly string[] ClassesOfAllStatements = ["08", "25", "28", "3D", "3F", "53", "57", "58", "F0", "XX"];

    public bool IsOutage(Exception exception) => exception switch
    {
        PostgresException { SqlState: var state } => OutageClasses.Any(each => state.StartsWith(each, StringComparison.Ordinal)) || OutageStates.Contains(state),
        NpgsqlException or IOException or SocketException or TimeoutException => true,
        _ => false,
    };

    public RegistryUnavailableException ToUnavailable(string operation, bool isWrite, Exception exception) =>
        new($"The storage failed at {operation}: {exception.Message}", isWrite && MayHaveHappened(exception), exception);

    /// <summary>Whether other statements of the same batch may succeed by themselves. Nothing of the batch happened then.</summary>
    public static bool IsFaultOfOneStatement(PostgresException exception) =>
        !EndedTheSession(exception) && !ClassesOfAllStatements.Any(each => exception.SqlState.StartsWith(each, StringComparison.Ordinal));

    // When the server reports an error it has taken the statement back. When it ends the session, or when there is no
    // answer at all, the transaction may have been committed just before.
    private static bool MayHaveHappened(Exception exception) => exception switch
    {
        PostgresException answer => EndedTheSession(answer) && !RefusedStates.Contains(answer.SqlState),
        NpgsqlException { InnerException: SocketException { SocketErrorCode: SocketError.ConnectionRefused } } => false,
        _ => true,
    };

    private static bool EndedTheSession(PostgresException exception) => exception.InvariantSeverity is "FATAL" or "PANIC";
}
