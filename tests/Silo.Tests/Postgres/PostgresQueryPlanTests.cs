using System.Text.RegularExpressions;
using Npgsql;
using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo.Tests;

/// <summary>
/// Every read follows an index to where the page starts, so that a page costs the same with a million rows. The planner
/// chooses by statistics: here these say that the tables are empty, or that every row is of one app and one workspace.
/// </summary>
public sealed partial class PostgresQueryPlanTests(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly AppId App = AppId.Parse("app");
    private static readonly WorkspaceId Workspace = WorkspaceId.Parse("ws");
    private static readonly InstallationKey Key = new(Workspace, App);
    private static readonly ScopeId Scope = ScopeId.Parse("read_tags");
    private static readonly TopicId Topic = TopicId.Parse("tag.created");
    private static readonly DeliveryId Delivery = new(Workspace, 5);
    private static readonly InstallationFilter[] Filters = [new(), new(InstallationStatus.Suspended), new(null, Scope), new(InstallationStatus.Installed, Scope)];

    private RegistryHost? host;

    private NpgsqlDataSource Source => host!.Postgres.Source;

    public async ValueTask InitializeAsync() => host = await RegistryHost.StartPostgresAsync(await postgres.Server.CreateDatabaseAsync());

    public ValueTask DisposeAsync() => host!.DisposeAsync();

    [Fact]
    public Task ByApp_AnyFilter_SearchesByStatusAndPosition() => ForAllStatisticsAsync(async () =>
    {
        foreach (var filter in Filters)
        {
            await AssertSearchAsync(
                PostgresInstallationQueries.ByApp(App, filter, Workspace, Workspace, 50),
                "Index Scan using installation_app: ((app = $1) AND (status = $n) AND (workspace ~>~ $2) AND (workspace ~<=~ $5))",
                "Index Scan using installation_markedofapp: ((app = $1) AND (workspace ~>~ $2) AND (workspace ~<=~ $5))");
        }
    });

    [Fact]
    public Task EndOfLook_AnyFilter_SearchesByStatusAndPosition() => ForAllStatisticsAsync(async () =>
    {
        foreach (var filter in Filters)
        {
            await AssertSearchAsync(
                PostgresInstallationQueries.EndOfLook(App, filter, Workspace, 50),
                "Index Scan using installation_app: ((app = $1) AND (status = $n) AND (workspace ~>~ $2))");
        }
    });

    [Fact]
    public Task ByWorkspace_AnyFilter_SearchesByPosition() => ForAllStatisticsAsync(async () =>
    {
        foreach (var filter in Filters)
        {
            await AssertSearchAsync(
                PostgresInstallationQueries.ByWorkspace(Workspace, filter, App, 50),
                "Index Scan using installation_pkey: ((workspace = $1) AND (app > $2))");
        }
    });

    [Fact]
    public Task Marked_AnyPosition_SearchesMarkedRowsOnly() => ForAllStatisticsAsync(() => AssertSearchAsync(
        PostgresInstallationQueries.Marked(Key, 200),
        "Index Scan using installation_marked: (ROW(workspace, app) ~>~ ROW($1, $2))"));

    [Fact]
    public Task All_AnyPosition_SearchesByPosition() => ForAllStatisticsAsync(() => AssertSearchAsync(
        PostgresInstallationQueries.All(Key, 200),
        "Index Scan using installation_pkey: (ROW(workspace, app) > ROW($1, $2))"));

    [Fact]
    public Task Apps_OfDeveloper_SearchesByDeveloperAndPosition() => ForAllStatisticsAsync(() => AssertSearchAsync(
        PostgresAppIndex.Query(DeveloperId.Parse("dev"), App, 50),
        "Index Scan using app_developer: ((developer = $1) AND (app ~>~ $2))"));

    [Fact]
    public Task Apps_OfAll_SearchesByPosition() => ForAllStatisticsAsync(() => AssertSearchAsync(
        PostgresAppIndex.Query(null, App, 50),
        "Index Scan using app_pkey: (app > $1)"));

    [Fact]
    public Task Submissions_AnyPosition_SearchesByPosition() => ForAllStatisticsAsync(() => AssertSearchAsync(
        PostgresSubmissionIndex.Query(App, 50),
        "Index Scan using submission_pkey: (app > $1)"));

    [Theory]
    [InlineData(true, "<", "Index Scan Backward")]
    [InlineData(false, ">", "Index Scan")]
    public Task Journal_EitherOrder_SearchesByPosition(bool newestFirst, string comparison, string scan) => ForAllStatisticsAsync(() => AssertSearchAsync(
        PostgresJournal.Query(JournalOwner.Of(Key), newestFirst, 5, 50),
        $"{scan} using journal_pkey: ((owner = $1) AND (sequence {comparison} $2))"));

    [Fact]
    public Task Requests_ByKey_SearchesByKey() => ForAllStatisticsAsync(() => AssertSearchAsync(
        PostgresRequestLog.FindQuery(JournalOwner.Of(Key), "key"),
        "Index Scan using request_pkey: ((owner = $1) AND (key = $2))"));

    [Fact]
    public Task Requests_Expired_SearchesByTime() => ForAllStatisticsAsync(() => AssertSearchAsync(
        PostgresRequestLog.DeleteStatement(DateTimeOffset.UnixEpoch, 500),
        "Index Scan using request_expiresat: (expiresat < $1)"));

    [Fact]
    public Task Deliveries_OfApp_SearchesByPosition() => ForAllStatisticsAsync(() => AssertSearchAsync(
        PostgresDeliveryQueries.ByApp(App, new(Topic: Topic), Delivery, 50),
        "Index Scan using delivery_app: ((app = $1) AND ((- sequence) >= $2))"));

    [Fact]
    public Task Deliveries_OfAppByStatus_SearchesByStatusAndPosition() => ForAllStatisticsAsync(() => AssertSearchAsync(
        PostgresDeliveryQueries.ByApp(App, new(Status: DeliveryStatus.Failed, Topic: Topic), Delivery, 50),
        "Index Scan using delivery_appstatus: ((app = $1) AND (status = $n) AND ((~ sequence) >= $2))"));

    [Fact]
    public Task Deliveries_OfInstallation_SearchesByPosition() => ForAllStatisticsAsync(async () =>
    {
        foreach (var filter in new DeliveryFilter[] { new(Workspace), new(Workspace, Status: DeliveryStatus.Failed), new(Workspace, Topic) })
        {
            await AssertSearchAsync(
                PostgresDeliveryQueries.ByApp(App, filter, Delivery, 50),
                "Index Scan Backward using delivery_pkey: ((app = $1) AND (workspace = $5) AND (sequence <= $2))");
        }
    });

    [Fact]
    public Task Deliveries_Pending_SearchesPendingRowsOnly() => ForAllStatisticsAsync(async () =>
    {
        await AssertSearchAsync(
            PostgresDeliveryQueries.Pending(Key, 5, 50),
            "Index Scan using delivery_pending: ((workspace = $1) AND (app = $2) AND ((sequence + 0) > $3))",
            "Index Scan using event_pkey: ((workspace = $1) AND (sequence = delivery.sequence))",
            "Index Scan using queue_pkey: ((workspace = $1) AND (app = $2))");
        await AssertSearchAsync(
            PostgresDeliveryQueries.CountPending(Key),
            "Index Scan using delivery_pending: ((workspace = $1) AND (app = $2) AND ((sequence + 0) > 0))");
    });

    [Fact]
    public Task Deliveries_One_SearchesByKey() => ForAllStatisticsAsync(() => AssertSearchAsync(
        PostgresDeliveryQueries.Delivery(App, Delivery),
        "Index Scan using delivery_pkey: ((app = $1) AND (workspace = $2) AND (sequence = $3))",
        "Index Scan using event_pkey: ((workspace = $2) AND (sequence = $3))"));

    [Fact]
    public Task Deliveries_Updated_SearchesByKey() => ForAllStatisticsAsync(() => AssertSearchAsync(
        PostgresDeliveryWrites.Update(Key, Sample.Event(Workspace, 5).DeliveryTo(App)),
        "Index Scan using delivery_pkey: ((app = $1) AND (workspace = $2) AND (sequence = $3))"));

    [Fact]
    public Task Deliveries_Expired_SearchesByTime() => ForAllStatisticsAsync(async () =>
    {
        await AssertSearchAsync(
            PostgresDeliveryWrites.DeleteDeliveries(DateTimeOffset.UnixEpoch, 500),
            "Index Scan using delivery_hour: (((sequence / '3600000000') <= ($1 / '3600000000')) AND (sequence < $1))");
        await AssertSearchAsync(
            PostgresDeliveryWrites.DeleteEvents(DateTimeOffset.UnixEpoch, 500),
            "Index Scan using event_hour: ((sequence / '3600000000') <= ($1 / '3600000000'))",
            "Index Scan using delivery_hour: (");
        await AssertSearchAsync(
            PostgresDeliveryWrites.DeleteEventIds(DateTimeOffset.UnixEpoch, 500),
            "Index Scan using eventid_expiresat: (expiresat < $1)");
    });

    [Fact]
    public Task Events_ByIdAndLast_SearchesByKey() => ForAllStatisticsAsync(async () =>
    {
        await AssertSearchAsync(
            PostgresDeliveryQueries.Event(Workspace, "id"),
            "Index Scan using eventid_pkey: ((workspace = $1) AND (id = $2))");
        await AssertSearchAsync(
            PostgresDeliveryQueries.LastSequence(Workspace),
            "Index Scan using eventhead_pkey: (workspace = $1)");
    });

    [Fact]
    public Task Queues_Due_SearchesByTime() => ForAllStatisticsAsync(() => AssertSearchAsync(
        PostgresDeliveryQueries.Due(DateTimeOffset.UnixEpoch, 50),
        "Index Scan using queue_dueat: (dueat <= $1)"));

    [Theory]
    [InlineData("WriteToStorageKey")]
    [InlineData("ReadFromStorageKey")]
    [InlineData("ClearStorageKey")]
    [InlineData("DeleteStorageKey")]
    public async Task GrainState_EachQuery_SearchesByKey(string query)
    {
        await using var read = Source.CreateCommand($"SELECT QueryText FROM OrleansQuery WHERE QueryKey = '{query}'");
        var text = ((string)(await read.ExecuteScalarAsync(TestContext.Current.CancellationToken))!).Trim().TrimEnd(';');
        string[] names = ["ServiceId", "GrainTypeString", "GrainIdExtensionString", "GrainIdN0", "GrainIdN1", "GrainStateVersion", "PayloadBinary"];
        foreach (var (name, value) in names.Zip(["'s'", "'t'", "'k'", "0", "0", "1", "''"]))
        {
            text = text.Replace($"@{name}", value, StringComparison.Ordinal);
        }

        var plan = await PlanAsync(text);

        Assert.Matches(@"Index Scan using orleansstorage_pkey: \(\(serviceid = .*\) AND \(graintypestring = .*\) AND \(grainidextensionstring = .*\) AND \(grainidn0 = .*\) AND \(grainidn1 = .*\)\)", plan);
        Assert.DoesNotContain("Seq Scan", plan);
    }

    [Fact]
    public async Task Sessions_EveryOne_SyncsAndHasATimeLimit()
    {
        foreach (var (setting, expected) in new[] { ("synchronous_commit", "on"), ("statement_timeout", "5s"), ("search_path", "registry"), ("default_transaction_isolation", "read committed"), ("application_name", "registry") })
        {
            await using var command = Source.CreateCommand($"SHOW {setting}");
            Assert.Equal(expected, await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
        }
    }

    private async Task ForAllStatisticsAsync(Func<Task> assert)
    {
        await assert();
        await ExecuteAsync(
            """
            INSERT INTO Installation SELECT 'ws', 'app' || i, 1, 2, 1, ' a ', '{}' FROM generate_series(1, 3000) AS i;
            INSERT INTO Installation SELECT 'ws' || i, 'app', 1, 1, 1, ' a ', '{}' FROM generate_series(1, 3000) AS i;
            INSERT INTO App SELECT 'app' || i, 'dev' FROM generate_series(1, 3000) AS i;
            INSERT INTO Submission SELECT 'app' || i, 2 FROM generate_series(1, 3000) AS i;
            INSERT INTO Journal SELECT 'installation/ws/app', i, '' FROM generate_series(1, 3000) AS i;
            INSERT INTO Request SELECT 'installation/ws/app', 'key' || i, '', '', i FROM generate_series(1, 3000) AS i;
            INSERT INTO EventHead SELECT 'ws' || i, i FROM generate_series(1, 3000) AS i;
            INSERT INTO Event SELECT 'ws', i, 'id', 'tag.created', i, '{}' FROM generate_series(1, 3000) AS i;
            INSERT INTO EventId SELECT 'ws', 'id' || i, '', 1, i FROM generate_series(1, 3000) AS i;
            INSERT INTO Delivery SELECT 'app', 'ws', i, 'tag.created', 1 + i % 3, '{}' FROM generate_series(1, 3000) AS i;
            INSERT INTO Queue SELECT 'ws', 'app' || i, i, i FROM generate_series(1, 3000) AS i;
            ANALYZE;
            """);
        await assert();
    }

    private async Task AssertSearchAsync(PostgresStatement statement, params string[] expected)
    {
        foreach (var mode in new[] { "force_generic_plan", "force_custom_plan" })
        {
            // Values would take the place of parameters in a custom plan: only which index it is can be compared there.
            var plan = await PlanAsync(statement, mode);
            foreach (var step in expected)
            {
                var wanted = mode == "force_generic_plan" ? step : step[..step.IndexOf(':', StringComparison.Ordinal)];
                Assert.True(plan.Contains(wanted, StringComparison.Ordinal), $"{mode}: {wanted} is not in\n{plan}");
            }

            Assert.DoesNotContain("Seq Scan", plan);
            Assert.DoesNotContain("Bitmap", plan);
            Assert.DoesNotMatch(@"(?m)^\s*(->\s+)?(Incremental )?Sort\s*$", plan);
        }
    }

    private async Task<string> PlanAsync(PostgresStatement statement, string mode)
    {
        var types = statement.Values.Select(value => value switch { string => "text", long => "bigint", short => "smallint", _ => "unknown" });
        var values = statement.Values.Select(value => value is null ? "NULL" : $"'{value}'");
        return await PlanAsync(
            $"EXECUTE planned ({string.Join(", ", values)})",
            $"SET LOCAL plan_cache_mode = {mode}",
            $"PREPARE planned ({string.Join(", ", types)}) AS {statement.Text}");
    }

    private async Task<string> PlanAsync(string statement, params string[] before)
    {
        await using var connection = await Source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        foreach (var sql in before)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        var steps = new List<string>();
        await using (var explain = new NpgsqlCommand($"EXPLAIN (COSTS OFF) {statement}", connection))
        await using (var reader = await explain.ExecuteReaderAsync(TestContext.Current.CancellationToken))
        {
            while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            {
                steps.Add(reader.GetString(0));
            }
        }

        if (before.Length > 0)
        {
            await using var forget = new NpgsqlCommand("DEALLOCATE planned", connection);
            await forget.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        return Tidy(string.Join('\n', steps));
    }

    // "Index Scan using x on y (alias)" and "Index Cond: …" in one line, without casts, an index-only scan named like any other.
    private static string Tidy(string plan)
    {
        plan = plan.Replace("Index Only Scan", "Index Scan", StringComparison.Ordinal);
        plan = Casts().Replace(plan, "");
        plan = StatusValue().Replace(plan, "status = $n");
        return IndexCondition().Replace(plan, ": ");
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    [GeneratedRegex("::(text|bigint|smallint)")]
    private static partial Regex Casts();

    [GeneratedRegex(@"status = ('\d'|\$[0-9]|\d)")]
    private static partial Regex StatusValue();

    [GeneratedRegex(@" on \w+( \w+)?\n\s*Index Cond: ")]
    private static partial Regex IndexCondition();
}
