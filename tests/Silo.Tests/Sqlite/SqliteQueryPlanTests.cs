using Microsoft.Data.Sqlite;
using Registry.Grains;
using Registry.Grains.Interfaces;
using Registry.Servers;

namespace Registry.Silo.Tests;

/// <summary>Every read follows an index to where the page starts, so that a page costs the same with a million rows.</summary>
public sealed class SqliteQueryPlanTests : IDisposable
{
    private static readonly AppId App = AppId.Parse("app");
    private static readonly WorkspaceId Workspace = WorkspaceId.Parse("ws");
    private static readonly InstallationKey Key = new(Workspace, App);
    private static readonly ScopeId Scope = ScopeId.Parse("read_tags");
    private static readonly TopicId Topic = TopicId.Parse("tag.created");
    private static readonly DeliveryId Delivery = new(Workspace, 5);

    private readonly TempDirectory directory = new();
    private readonly SqliteDatabase database;

    public SqliteQueryPlanTests() => database = TestDatabase.Open(directory.Path, TimeSpan.FromSeconds(1));

    public void Dispose()
    {
        database.Dispose();
        directory.Dispose();
    }

    [Fact]
    public void ByApp_AnyFilter_SearchesByStatusAndPosition()
    {
        foreach (var filter in new InstallationFilter[] { new(), new(InstallationStatus.Suspended), new(null, Scope), new(InstallationStatus.Installed, Scope) })
        {
            var plan = Plan(SqliteInstallationQueries.ByApp(App, filter, Workspace, Workspace, 50));

            Assert.Contains("SEARCH Installation USING INDEX Installation_App (App=? AND Status=? AND Workspace>? AND Workspace<?)", plan);
            Assert.Contains("SEARCH Installation USING INDEX Installation_MarkedOfApp (App=? AND Workspace>? AND Workspace<?)", plan);
            AssertNoScan(plan);
        }
    }

    [Fact]
    public void EndOfLook_AnyFilter_ReadsTheIndexOnly()
    {
        foreach (var filter in new InstallationFilter[] { new(null, Scope), new(InstallationStatus.Installed, Scope) })
        {
            AssertSearch(
                SqliteInstallationQueries.EndOfLook(App, filter, Workspace, 50),
                "SEARCH Installation USING COVERING INDEX Installation_App (App=? AND Status=? AND Workspace>?)");
        }
    }

    [Fact]
    public void ByWorkspace_AnyFilter_SearchesByPosition()
    {
        foreach (var filter in new InstallationFilter[] { new(), new(InstallationStatus.Suspended, Scope) })
        {
            AssertSearch(
                SqliteInstallationQueries.ByWorkspace(Workspace, filter, App, 50),
                "SEARCH Installation USING INDEX sqlite_autoindex_Installation_1 (Workspace=? AND App>?)");
        }
    }

    [Fact]
    public void Marked_AnyPosition_SearchesMarkedRowsOnly() => AssertSearch(
        SqliteInstallationQueries.Marked(Key, 200),
        "SEARCH Installation USING INDEX Installation_Marked ((Workspace,App)>(?,?))");

    [Fact]
    public void Apps_OfDeveloper_SearchesByDeveloperAndPosition() => AssertSearch(
        SqliteAppIndex.Query(DeveloperId.Parse("dev"), App, 50),
        "SEARCH App USING COVERING INDEX App_Developer (Developer=? AND App>?)");

    [Fact]
    public void Apps_OfAll_SearchesByPosition() => AssertSearch(
        SqliteAppIndex.Query(null, App, 50),
        "SEARCH App USING COVERING INDEX sqlite_autoindex_App_1 (App>?)");

    [Fact]
    public void Submissions_AnyPosition_SearchesByPosition() => AssertSearch(
        SqliteSubmissionIndex.Query(App, 50),
        "SEARCH Submission USING COVERING INDEX sqlite_autoindex_Submission_1 (App>?)");

    [Fact]
    public void Journal_OldestFirst_SearchesByPosition() => AssertSearch(
        SqliteJournal.Query(JournalOwner.Of(Key), newestFirst: false, 5, 50),
        "SEARCH Journal USING INDEX sqlite_autoindex_Journal_1 (Owner=? AND Sequence>?)");

    [Fact]
    public void Journal_NewestFirst_SearchesByPosition() => AssertSearch(
        SqliteJournal.Query(JournalOwner.Of(Key), newestFirst: true, 5, 50),
        "SEARCH Journal USING INDEX sqlite_autoindex_Journal_1 (Owner=? AND Sequence<?)");

    [Fact]
    public void Requests_ByKey_SearchesByKey() => AssertSearch(
        SqliteRequestLog.FindQuery(JournalOwner.Of(Key), "key"),
        "SEARCH Request USING INDEX sqlite_autoindex_Request_1 (Owner=? AND Key=?)");

    [Fact]
    public void Requests_Expired_SearchesByTime() => AssertSearch(
        SqliteRequestLog.DeleteStatement(DateTimeOffset.UnixEpoch, 500),
        "SEARCH Request USING COVERING INDEX Request_ExpiresAt (ExpiresAt<?)");

    [Fact]
    public void Deliveries_OfApp_SearchesByPosition() => AssertSearch(
        SqliteDeliveryQueries.ByApp(App, new(Topic: Topic), Delivery, 50),
        "SEARCH Delivery USING INDEX Delivery_App (App=? AND Sequence<?)");

    [Fact]
    public void Deliveries_OfAppByStatus_SearchesByStatusAndPosition() => AssertSearch(
        SqliteDeliveryQueries.ByApp(App, new(Status: DeliveryStatus.Failed, Topic: Topic), Delivery, 50),
        "SEARCH Delivery USING INDEX Delivery_AppStatus (App=? AND Status=? AND Sequence<?)");

    [Fact]
    public void Deliveries_OfInstallation_SearchesByPosition()
    {
        foreach (var filter in new DeliveryFilter[] { new(Workspace), new(Workspace, Status: DeliveryStatus.Pending), new(Workspace, Topic) })
        {
            AssertSearch(
                SqliteDeliveryQueries.ByApp(App, filter, Delivery, 50),
                "SEARCH Delivery USING INDEX sqlite_autoindex_Delivery_1 (App=? AND Workspace=? AND Sequence<?)");
        }
    }

    [Fact]
    public void Deliveries_Pending_SearchesPendingRowsOnly()
    {
        AssertSearch(
            SqliteDeliveryQueries.Pending(Key, 5, 50),
            "SEARCH Delivery USING INDEX Delivery_Pending (Workspace=? AND App=? AND Sequence>?)",
            "SEARCH Event USING INDEX sqlite_autoindex_Event_1 (Workspace=? AND Sequence=?)",
            "SEARCH Queue USING INDEX sqlite_autoindex_Queue_1 (Workspace=? AND App=?)");
        AssertSearch(
            SqliteDeliveryQueries.CountPending(Key),
            "SEARCH Delivery USING COVERING INDEX Delivery_Pending (Workspace=? AND App=?)");
    }

    [Fact]
    public void Deliveries_One_SearchesByKey() => AssertSearch(
        SqliteDeliveryQueries.Delivery(App, Delivery),
        "SEARCH Delivery USING INDEX sqlite_autoindex_Delivery_1 (App=? AND Workspace=? AND Sequence=?)",
        "SEARCH Event USING INDEX sqlite_autoindex_Event_1 (Workspace=? AND Sequence=?)");

    [Fact]
    public void Deliveries_Updated_SearchesByKey() => AssertSearch(
        SqliteDeliveryWrites.Update(Key, Sample.Event(Workspace, 5).DeliveryTo(App)),
        "SEARCH Delivery USING INDEX sqlite_autoindex_Delivery_1 (App=? AND Workspace=? AND Sequence=?)");

    [Fact]
    public void Events_ByIdAndLast_SearchesByKey()
    {
        AssertSearch(
            SqliteDeliveryQueries.Event(Workspace, "id"),
            "SEARCH EventId USING INDEX sqlite_autoindex_EventId_1 (Workspace=? AND Id=?)");
        AssertSearch(
            SqliteDeliveryQueries.LastSequence(Workspace),
            "SEARCH Event USING COVERING INDEX sqlite_autoindex_Event_1 (Workspace=?)");
    }

    [Fact]
    public void Queues_Due_SearchesByTime() => AssertSearch(
        SqliteDeliveryQueries.Due(DateTimeOffset.UnixEpoch, 50),
        "SEARCH Queue USING INDEX Queue_DueAt (DueAt<?)");

    [Fact]
    public void Deliveries_Expired_SearchesByTime()
    {
        AssertSearch(
            SqliteDeliveryWrites.DeleteDeliveries(DateTimeOffset.UnixEpoch, 500),
            "SEARCH Delivery USING INDEX Delivery_Sequence (Sequence<?)");
        AssertSearch(
            SqliteDeliveryWrites.DeleteEvents(DateTimeOffset.UnixEpoch, 500),
            "SEARCH Event USING INDEX Event_Sequence (Sequence<?)",
            "SEARCH Delivery USING COVERING INDEX Delivery_Sequence (Sequence=? AND Workspace=?)");
        AssertSearch(
            SqliteDeliveryWrites.DeleteEventIds(DateTimeOffset.UnixEpoch, 500),
            "SEARCH EventId USING COVERING INDEX EventId_ExpiresAt (ExpiresAt<?)");
    }

    [Theory]
    [InlineData("WriteToStorageKey")]
    [InlineData("ReadFromStorageKey")]
    [InlineData("ClearStorageKey")]
    [InlineData("DeleteStorageKey")]
    public void GrainState_EachQuery_SearchesByKey(string query)
    {
        using var connection = database.Source.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT QueryText FROM OrleansQuery WHERE QueryKey = '{query}'";
        var text = ((string)command.ExecuteScalar()!).Trim();
        string[] parameters = ["ServiceId", "GrainTypeString", "GrainIdExtensionString", "GrainIdN0", "GrainIdN1", "GrainStateVersion", "PayloadBinary"];

        var plan = Plan(new(text, [.. parameters.Select(name => ($"@{name}", (object?)1))]));

        Assert.Contains("OrleansStorage USING", plan);
        Assert.Contains("(ServiceId=? AND GrainTypeString=? AND GrainIdExtensionString=? AND GrainIdN0=? AND GrainIdN1=?)", plan);
        AssertNoScan(plan);
    }

    private void AssertSearch(SqliteStatement statement, params string[] expected)
    {
        var plan = Plan(statement);
        Assert.All(expected, step => Assert.Contains(step, plan));
        Assert.DoesNotContain("TEMP B-TREE", plan);
        AssertNoScan(plan);
    }

    // Rows of a subquery are those that its own limit has let through.
    private static void AssertNoScan(string plan) =>
        Assert.DoesNotContain(plan.Split('\n'), step => step.StartsWith("SCAN ", StringComparison.Ordinal) && !step.Contains("subquery", StringComparison.Ordinal) && !step.Contains("CONSTANT", StringComparison.Ordinal));

    private string Plan(SqliteStatement statement)
    {
        using var connection = database.Source.Open();
        using var command = (statement with { Text = "EXPLAIN QUERY PLAN " + statement.Text }).CreateCommand(connection);
        using var reader = command.ExecuteReader();
        var steps = new List<string>();
        while (reader.Read())
        {
            steps.Add(reader.GetString(3));
        }

        return string.Join('\n', steps);
    }
}
