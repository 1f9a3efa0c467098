using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Registry.Grains.Interfaces;
using Registry.Servers;

namespace Registry.Silo.Tests;

/// <summary>What the registry makes of the database that it finds.</summary>
public sealed class PostgresStartupTests(PostgresFixture postgres)
{
    private const string Secret = "s3cret-of-this-test";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private PostgresServer Server => postgres.Server;

    [Fact]
    public async Task Prepare_ManyAtOnceOnAnEmptyDatabase_OneMakesTheSchemaAndAllGoOn()
    {
        var connectionString = await Server.CreateDatabaseAsync();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => PrepareAsync(connectionString))));

        Assert.Equal(1L, await ScalarAsync(connectionString, "SELECT count(*) FROM registry.RegistrySchema"));
        Assert.Equal(PostgresSchema.Version, await ScalarAsync(connectionString, "SELECT Version FROM registry.RegistrySchema"));
        Assert.Equal(14L, await ScalarAsync(connectionString, "SELECT count(*) FROM registry.OrleansQuery"));
    }

    [Fact]
    public async Task Prepare_ManyServicesAtOnce_OneGetsTheDatabase()
    {
        var connectionString = await Server.CreateDatabaseAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(async () =>
        {
            try
            {
                await PrepareAsync(connectionString, $"service-{i}");
                return $"service-{i}";
            }
            catch (StorageStartupException)
            {
                return null;
            }
        })));

        var winner = Assert.Single(outcomes, outcome => outcome is not null);
        Assert.Equal(winner, await ScalarAsync(connectionString, "SELECT ServiceId FROM registry.RegistrySchema"));
    }

    [Fact]
    public async Task Prepare_Again_KeepsWhatIsThere()
    {
        var connectionString = await PreparedAsync();
        await ExecuteAsync(connectionString, "INSERT INTO registry.App (App, Developer) VALUES ('a', 'd')");

        await PrepareAsync(connectionString);

        Assert.Equal("d", await ScalarAsync(connectionString, "SELECT Developer FROM registry.App"));
    }

    [Fact]
    public async Task Prepare_SchemaOfBeforeTheReviewQueueByManyAtOnce_MarksEveryAppAsPossiblySubmitted()
    {
        var connectionString = await PreparedAsync();
        await ExecuteAsync(
            connectionString,
            "DROP TABLE registry.Submission; INSERT INTO registry.App (App, Developer) VALUES ('a', 'd'), ('b', 'd'); UPDATE registry.RegistrySchema SET Version = 1");

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => PrepareAsync(connectionString))));

        Assert.Equal(PostgresSchema.Version, await ScalarAsync(connectionString, "SELECT Version FROM registry.RegistrySchema"));
        Assert.Equal("a0 b0", await ScalarAsync(connectionString, "SELECT string_agg(App || Version, ' ' ORDER BY App) FROM registry.Submission"));

        // Programs of before go on with it during a rolling upgrade.
        Assert.Equal(1, await ScalarAsync(connectionString, "SELECT OldestProgram FROM registry.RegistrySchema"));
    }

    [Fact]
    public async Task Prepare_SchemaForNewerProgramsOnly_IsRefusedAndLeftAlone()
    {
        var connectionString = await PreparedAsync();
        await ExecuteAsync(connectionString, $"UPDATE registry.RegistrySchema SET Version = {PostgresSchema.Version + 2}, OldestProgram = {PostgresSchema.Version + 1}");

        var refusal = await AssertRefusedAsync(connectionString);

        Assert.Contains("newer version", refusal);
        Assert.Contains($"schema {PostgresSchema.Version + 2}", refusal);
        Assert.Equal(PostgresSchema.Version + 2, await ScalarAsync(connectionString, "SELECT Version FROM registry.RegistrySchema"));
    }

    // An upgrade adds to the schema while silos of the version before run, and may be restarted.
    [Fact]
    public async Task Prepare_NewerSchemaThatAllowsThisProgram_IsTakenAsItIs()
    {
        var connectionString = await PreparedAsync();
        await ExecuteAsync(connectionString, $"ALTER TABLE registry.App ADD Colour text; UPDATE registry.RegistrySchema SET Version = {PostgresSchema.Version + 1}");

        await PrepareAsync(connectionString);

        Assert.Equal(PostgresSchema.Version + 1, await ScalarAsync(connectionString, "SELECT Version FROM registry.RegistrySchema"));
    }

    [Fact]
    public async Task Prepare_DataOfAnotherService_IsRefused()
    {
        var connectionString = await PreparedAsync();

        var refusal = await AssertRefusedAsync(connectionString, "another");

        Assert.Contains("'registry'", refusal);
        Assert.Contains("Cluster:ServiceId", refusal);
    }

    [Fact]
    public async Task Prepare_SchemaNamedInTheConnectionString_KeepsRegistriesApart()
    {
        var connectionString = await PreparedAsync();

        await PrepareAsync($"{connectionString};Search Path=second_one", "another");

        Assert.Equal("another", await ScalarAsync(connectionString, "SELECT ServiceId FROM second_one.RegistrySchema"));
        Assert.Equal("registry", await ScalarAsync(connectionString, "SELECT ServiceId FROM registry.RegistrySchema"));
    }

    [Fact]
    public async Task Prepare_SchemaOfAnotherProgram_IsRefusedAndLeftAlone()
    {
        var connectionString = await Server.CreateDatabaseAsync();
        await ExecuteAsync(connectionString, "CREATE SCHEMA registry; CREATE TABLE registry.Photos (Id integer)");

        Assert.Contains("another program", await AssertRefusedAsync(connectionString));
        Assert.Equal(1L, await ScalarAsync(connectionString, "SELECT count(*) FROM pg_tables WHERE schemaname = 'registry'"));
    }

    [Fact]
    public async Task Prepare_TableMissing_IsRefused()
    {
        var connectionString = await PreparedAsync();
        await ExecuteAsync(connectionString, "DROP TABLE registry.Journal");

        var refusal = await AssertRefusedAsync(connectionString);

        Assert.Contains("damaged", refusal);
        Assert.Contains("registry.journal", refusal);
    }

    [Theory]
    [InlineData("ENCODING 'LATIN1' LOCALE 'C' LOCALE_PROVIDER libc TEMPLATE template0", "LATIN1")]
    [InlineData("ENCODING 'SQL_ASCII' LOCALE 'C' LOCALE_PROVIDER libc TEMPLATE template0", "SQL_ASCII")]
    public async Task Prepare_OtherEncoding_IsRefused(string options, string encoding) =>
        Assert.Contains(encoding, await AssertRefusedAsync(await Server.CreateDatabaseAsync(options)));

    [Fact]
    public async Task Prepare_ReadOnlySessions_IsRefused() =>
        Assert.Contains("read-only", await AssertRefusedAsync($"{await Server.CreateDatabaseAsync()};Options=-c default_transaction_read_only=on"));

    [Fact]
    public void Facts_ServerThatWillNotDo_IsRefused()
    {
        var good = new PostgresServerFacts(150_018, "15.18", "UTF8", IsStandby: false, IsReadOnly: false, IsDurable: true);
        good.RefuseUnsuitable("place");

        Assert.Contains("needs version 15", Assert.Throws<StorageStartupException>(() => (good with { VersionNumber = 140_020 }).RefuseUnsuitable("place")).Message);
        Assert.Contains("standby", Assert.Throws<StorageStartupException>(() => (good with { IsStandby = true }).RefuseUnsuitable("place")).Message);
    }

    [Fact]
    public async Task Prepare_WrongPassword_IsRefused() =>
        Assert.Contains("password authentication failed", await AssertRefusedAsync(await WithAsync(settings => settings.Password = Secret)));

    [Fact]
    public async Task Prepare_NoPassword_IsRefused() =>
        Assert.Contains("Password=", await AssertRefusedAsync(await WithAsync(settings => settings.Password = null)));

    [Fact]
    public async Task Prepare_UnknownUser_IsRefused() =>
        Assert.Contains("'nobody_knows'", await AssertRefusedAsync(await WithAsync(settings => settings.Username = "nobody_knows")));

    [Fact]
    public async Task Prepare_UnknownDatabase_IsRefused() =>
        Assert.Contains("no such database", await AssertRefusedAsync(await WithAsync(settings => settings.Database = "nothing_here")));

    [Fact]
    public async Task Prepare_ServerWithoutEncryption_IsRefusedWhereItIsDemanded() =>
        Assert.Contains("SSL Mode", await AssertRefusedAsync(await WithAsync(settings => settings.SslMode = SslMode.Require)));

    [Fact]
    public async Task Prepare_UserThatMayNotMakeASchema_IsRefusedAndTold()
    {
        var limited = await LimitedAsync(await Server.CreateDatabaseAsync());

        Assert.Contains("GRANT CREATE ON DATABASE", await AssertRefusedAsync(limited.ConnectionString));
    }

    [Fact]
    public async Task Prepare_UserThatMayOnlyUseTheTables_CanStart()
    {
        var connectionString = await PreparedAsync();
        var limited = await LimitedAsync(connectionString);
        await ExecuteAsync(connectionString, $"GRANT USAGE ON SCHEMA registry TO {limited.Username}; GRANT SELECT ON ALL TABLES IN SCHEMA registry TO {limited.Username}");

        Assert.Contains("INSERT, UPDATE, DELETE", await AssertRefusedAsync(limited.ConnectionString));

        await ExecuteAsync(connectionString, $"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA registry TO {limited.Username}");
        await PrepareAsync(limited.ConnectionString);
    }

    [Fact]
    public async Task Prepare_NobodyListens_IsUnavailable()
    {
        var connectionString = await WithAsync(settings => settings.Port = FreePort.Find());

        await Assert.ThrowsAsync<RegistryUnavailableException>(() => PrepareAsync(connectionString));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Host=db")]
    [InlineData("Database=registry")]
    [InlineData($"{Secret}")]
    [InlineData($"Host=db;Database=d;Password=half;{Secret}=other")]
    [InlineData($"Host=db;Database=d;Password=half;{Secret}")]
    [InlineData($"Host=db;Database=d;Port={Secret}")]
    [InlineData($"Host=db;Database=d;Search Path=a,{Secret}")]
    public void Settings_NotUsable_AreRefusedWithoutRepeatingThem(string connectionString)
    {
        var refusal = Assert.Throws<StorageStartupException>(() => PostgresSettings.Parse(connectionString, Patience));

        Assert.Contains("Storage:ConnectionString", refusal.Message);
        Assert.DoesNotContain(Secret, refusal.ToString());
    }

    // A connection that Npgsql's own keepalive finds broken is held until the process ends; the soak test found it.
    [Theory]
    [InlineData("Host=db;Database=d", 10, 2, 0)]
    [InlineData("Host=db;Database=d;TCP Keepalive Time=60;TCP Keepalive Interval=5;Keepalive=30", 60, 5, 30)]
    public void Settings_Keepalive_IsOfTheSystemUnlessTheOperatorSaysOtherwise(string connectionString, int time, int interval, int own)
    {
        var settings = PostgresSettings.Parse(connectionString, Patience);

        Assert.Equal((true, time, interval, own), (settings.TcpKeepAlive, settings.TcpKeepAliveTime, settings.TcpKeepAliveInterval, settings.KeepAlive));
    }

    [Fact]
    public async Task Start_ServerComesLater_IsWaitedFor()
    {
        await using var server = await PostgresServer.StartAsync();
        var connectionString = await server.CreateDatabaseAsync();
        await server.StopAsync();

        var starting = RegistryHost.StartPostgresAsync(connectionString, ("Storage:StartTimeout", "00:01:00"));
        await server.StartAgainAsync();

        await using var host = await starting;
        await host.Probe.ProbeAsync();
    }

    [Fact]
    public async Task Start_ServerDoesNotCome_IsGivenUp()
    {
        var connectionString = await WithAsync(settings => settings.Port = FreePort.Find());

        var refusal = await Assert.ThrowsAsync<StorageStartupException>(() =>
            RegistryHost.StartPostgresAsync(connectionString, ("Storage:StartTimeout", "00:00:00")));

        Assert.Contains("can't be reached", refusal.Message);
    }

    private static async Task PrepareAsync(string connectionString, string serviceId = "registry")
    {
        await using var database = new PostgresDatabase(connectionString, serviceId, Patience, NullLogger<PostgresDatabase>.Instance);
        await database.PrepareAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<string> AssertRefusedAsync(string connectionString, string serviceId = "registry")
    {
        var refusal = await Assert.ThrowsAsync<StorageStartupException>(() => PrepareAsync(connectionString, serviceId));
        var password = new NpgsqlConnectionStringBuilder(connectionString).Password;
        Assert.True(string.IsNullOrEmpty(password) || !refusal.ToString().Contains(password, StringComparison.Ordinal));
        return refusal.Message;
    }

    private async Task<string> PreparedAsync()
    {
        var connectionString = await Server.CreateDatabaseAsync();
        await PrepareAsync(connectionString);
        return connectionString;
    }

    private async Task<string> WithAsync(Action<NpgsqlConnectionStringBuilder> change)
    {
        var settings = new NpgsqlConnectionStringBuilder(await Server.CreateDatabaseAsync());
        change(settings);
        return settings.ConnectionString;
    }

    private static async Task<NpgsqlConnectionStringBuilder> LimitedAsync(string connectionString)
    {
        var user = $"limited_{Guid.NewGuid():N}";
        await ExecuteAsync(connectionString, $"CREATE USER {user} PASSWORD '{Secret}'");
        return new(connectionString) { Username = user, Password = Secret };
    }

    private static async Task ExecuteAsync(string connectionString, string sql) => await ScalarAsync(connectionString, sql);

    private static async Task<object?> ScalarAsync(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
