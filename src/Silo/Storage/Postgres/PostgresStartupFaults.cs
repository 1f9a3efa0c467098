using Npgsql;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>What stands in the way of a start, in words for the person who starts the registry.</summary>
internal static class PostgresStartupFaults
{
    private const string Correct = "Correct Storage:ConnectionString.";

    private static readonly PostgresErrors Errors = new();

    /// <returns>A <see cref="StorageStartupException"/> where trying again is no use, else a <see cref="RegistryUnavailableException"/>.</returns>
    public static Exception Explain(string place, NpgsqlConnectionStringBuilder settings, Exception exception) => exception switch
    {
        PostgresException answer => Explain(place, settings, answer),
        _ when exception.Message.Contains("SSL", StringComparison.OrdinalIgnoreCase) || exception.InnerException is System.Security.Authentication.AuthenticationException =>
            new StorageStartupException(place, $"there is no encrypted connection ({exception.Message}).", "Correct SSL Mode and Root Certificate in Storage:ConnectionString, or the server's certificate.", exception),
        NpgsqlException { InnerException: null } when exception.Message.Contains("password", StringComparison.OrdinalIgnoreCase) =>
            new StorageStartupException(place, "the server wants a password and none is given.", "Add Password=… to Storage:ConnectionString.", exception),
        _ => Unavailable(exception),
    };

    private static Exception Explain(string place, NpgsqlConnectionStringBuilder settings, PostgresException answer) => answer.SqlState switch
    {
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
            new StorageStartupException(place, $"the server refuses user '{settings.Username}' ({answer.MessageText}).", $"{Correct} Where the password is right, look into the server's pg_hba.conf.", answer),
        PostgresErrorCodes.InvalidCatalogName =>
            new StorageStartupException(place, "there is no such database.", $"Create it (CREATE DATABASE {settings.Database} ENCODING 'UTF8' TEMPLATE template0), or correct Storage:ConnectionString.", answer),
        PostgresErrorCodes.InsufficientPrivilege =>
            new StorageStartupException(
                place,
                $"user '{settings.Username}' lacks rights ({answer.MessageText}).",
                $"Let it make its schema (GRANT CREATE ON DATABASE {settings.Database} TO {settings.Username}), or start the registry once as a user that may, and grant it the use of schema {settings.SearchPath} and of all tables in it.",
                answer),
        PostgresErrorCodes.ReadOnlySqlTransaction =>
            new StorageStartupException(place, "the server takes no writes.", "Name the primary in Storage:ConnectionString.", answer),
        _ when Errors.IsOutage(answer) => Unavailable(answer),
        _ => new StorageStartupException(place, $"it can't be used ({answer.SqlState}: {answer.MessageText}).", "Name another database, or restore a backup of this one.", answer),
    };

    private static RegistryUnavailableException Unavailable(Exception exception) => new(exception.Message, mayHaveChanged: false, exception);
}
