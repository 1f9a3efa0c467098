using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace Registry.Silo;

/// <summary>How the registry connects: the operator's connection string, and what each session needs on top of it.</summary>
internal static partial class PostgresSettings
{
    public const string DefaultSchema = "registry";

    // Of each process. PostgreSQL allows 100 connections in all unless told otherwise.
    private const int DefaultPoolSize = 20;

    private const string Setting = $"{StorageOptions.Section}:{nameof(StorageOptions.ConnectionString)}";

    /// <param name="connectionString">What the operator has configured.</param>
    /// <param name="patience">How long a statement may take.</param>
    /// <exception cref="StorageStartupException">It can't be used; the message repeats nothing of it, for it holds a password.</exception>
    public static NpgsqlConnectionStringBuilder Parse(string? connectionString, TimeSpan patience)
    {
        var settings = Read(connectionString);
        settings.SearchPath = SchemaOf(settings);
        settings.ApplicationName ??= "registry";
        settings.MaxPoolSize = Given(settings, "Maximum Pool Size") ? settings.MaxPoolSize : DefaultPoolSize;
        settings.Timeout = Given(settings, "Timeout") ? settings.Timeout : Seconds(patience);

        // The operating system finds out that a database is gone, after half a minute, and keeps idle connections open through
        // what would drop them. Npgsql's own keepalive does so too, but the timer of a connection that it finds broken is never
        // stopped, and holds the connection with its buffers for as long as the process lives.
        settings.TcpKeepAlive = true;
        settings.TcpKeepAliveTime = Given(settings, "TCP Keepalive Time") ? settings.TcpKeepAliveTime : 10;
        settings.TcpKeepAliveInterval = Given(settings, "TCP Keepalive Interval") ? settings.TcpKeepAliveInterval : 2;

        // The server gives up first, so that its answer tells that nothing happened.
        settings.CommandTimeout = Seconds(patience) + 1;
        settings.CancellationTimeout = 500;
        settings.Options = $"{settings.Options} {SessionOptions(patience)}".Trim();

        // A batch that leaves in one piece leaves no locks behind when this process stops in the middle.
        settings.WriteBufferSize = Math.Max(settings.WriteBufferSize, 64 * 1024);

        // No statement changes its session, so there is nothing to reset between two of them.
        settings.NoResetOnClose = true;
        settings.Multiplexing = false;
        settings.Enlist = false;
        settings.MaxAutoPrepare = Given(settings, "Max Auto Prepare") ? settings.MaxAutoPrepare : 64;
        settings.AutoPrepareMinUsages = 2;
        settings.IncludeErrorDetail = false;
        settings.PersistSecurityInfo = false;
        if (settings.Host!.Contains(',', StringComparison.Ordinal))
        {
            settings.TargetSessionAttributes ??= "primary";
        }

        return settings;
    }

    /// <summary>The database in words that may be shown and logged.</summary>
    public static string Describe(NpgsqlConnectionStringBuilder settings) =>
        string.Create(CultureInfo.InvariantCulture, $"PostgreSQL database '{settings.Database}' at {settings.Host}:{settings.Port}");

    // All statements are short and follow an index. Without these settings the planner, misled by statistics of a table
    // that has grown since, may read all rows of an app to sort them.
    private static string SessionOptions(TimeSpan patience) => string.Create(
        CultureInfo.InvariantCulture,
        $@"-c synchronous_commit=on -c default_transaction_isolation=read\ committed -c statement_timeout={(int)patience.TotalMilliseconds} -c idle_in_transaction_session_timeout=60000 -c jit=off -c enable_seqscan=off -c enable_bitmapscan=off -c enable_sort=off");

    private static NpgsqlConnectionStringBuilder Read(string? connectionString)
    {
        if (string.IsNullOrWhiteSpace(connectionString))
        {
            throw new StorageStartupException(Setting, "it is empty.", "Give a connection string, such as Host=db.example;Database=registry;Username=registry;Password=….");
        }

        try
        {
            var settings = new NpgsqlConnectionStringBuilder(connectionString);
            return string.IsNullOrWhiteSpace(settings.Host) || string.IsNullOrWhiteSpace(settings.Database)
                ? throw new StorageStartupException(Setting, "it names no host or no database.", "Add Host=…;Database=….")
                : settings;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or KeyNotFoundException or InvalidCastException or OverflowException)
        {
            // The message of the exception may hold part of a password that has a ; in it.
            throw new StorageStartupException(
                Setting,
                "it is no connection string of Npgsql.",
                "It has the form Host=…;Database=…;Username=…;Password=…, with a value that has ; or = in it between double quotes.");
        }
    }

    private static string SchemaOf(NpgsqlConnectionStringBuilder settings)
    {
        var schema = string.IsNullOrWhiteSpace(settings.SearchPath) ? DefaultSchema : settings.SearchPath.Trim();
        return SchemaName().IsMatch(schema)
            ? schema
            : throw new StorageStartupException(
                Setting,
                "its Search Path is not the name of one schema.",
                $"Name one, in lower case letters, digits and _ (up to 63), or leave it out: then it is '{DefaultSchema}'.");
    }

    private static bool Given(NpgsqlConnectionStringBuilder settings, string keyword) => settings.Keys.Contains(keyword, StringComparer.OrdinalIgnoreCase);

    private static int Seconds(TimeSpan time) => (int)Math.Ceiling(time.TotalSeconds);

    [GeneratedRegex("^[a-z_][a-z0-9_]{0,62}$")]
    private static partial Regex SchemaName();
}
