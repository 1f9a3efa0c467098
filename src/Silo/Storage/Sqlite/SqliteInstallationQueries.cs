using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>The reads of the installation index. Each follows an index from the row after the last one and stops at the limit.</summary>
internal static class SqliteInstallationQueries
{
    private const string Columns = "Workspace, App, Record, Announced > Revision";

    // After every id: no character of theirs comes after this one.
    private const string AfterAll = "\u007f";

    private const string LacksScope = "($scope IS NULL OR instr(Scopes, $scope) = 0)";

    // A branch per status, so that rows of other statuses are never visited however many there are.
    private static readonly string OfApp = $"""
        SELECT * FROM
        (
            {string.Join("\nUNION ALL\n", ListedStatuses.Select(status => OfAppBranch($"Status = {(int)status} AND Announced <= Revision AND {LacksScope}")))}
            UNION ALL
            {OfAppBranch("Announced > Revision")}
        )
        ORDER BY Workspace LIMIT $limit
        """;

    private static readonly string OfAppAndStatus = $"""
        SELECT * FROM
        (
            {OfAppBranch($"Status = $status AND Announced <= Revision AND {LacksScope}")}
            UNION ALL
            {OfAppBranch("Announced > Revision")}
        )
        ORDER BY Workspace LIMIT $limit
        """;

    private static readonly string OfWorkspace = $"""
        SELECT {Columns} FROM Installation
        WHERE Workspace = $workspace AND App > $after
        AND (Announced > Revision OR (iif($status IS NULL, Status <> {(int)InstallationStatus.Uninstalled}, Status = $status) AND {LacksScope}))
        ORDER BY App LIMIT $limit
        """;

    // Of marked rows there are few, so they do not count. Reads nothing but the index.
    private static readonly string EndOfApp = EndOf(ListedStatuses.Select(status => $"{(int)status}"));

    private static readonly string EndOfAppAndStatus = EndOf(["$status"]);

    private static IEnumerable<InstallationStatus> ListedStatuses =>
        Enum.GetValues<InstallationStatus>().Where(status => status != InstallationStatus.Uninstalled);

    /// <summary>The workspace of the last of so many rows; none where there are fewer.</summary>
    public static SqliteStatement EndOfLook(AppId app, InstallationFilter filter, WorkspaceId? after, int most) => new(
        filter.Status is null ? EndOfApp : EndOfAppAndStatus,
        ("$app", app.Value),
        ("$status", (int?)filter.Status),
        ("$after", after?.Value ?? ""),
        ("$most", most));

    public static SqliteStatement ByApp(AppId app, InstallationFilter filter, WorkspaceId? after, WorkspaceId? upTo, int limit) => new(
        filter.Status is null ? OfApp : OfAppAndStatus,
        ("$app", app.Value),
        ("$status", (int?)filter.Status),
        ("$scope", Token(filter.LackingScope)),
        ("$after", after?.Value ?? ""),
        ("$upTo", upTo?.Value ?? AfterAll),
        ("$limit", limit));

    /// <summary>One record of each kind and how many there are, of the first so many that the index has.</summary>
    public static SqliteStatement Alike(AppId app, int most) => new(
        $"""
        SELECT min(Record), count(*) FROM
        (
            SELECT Record, Status, Scopes, json_extract(Record, '$.disabledTopics') AS DisabledTopics FROM Installation
            WHERE App = $app AND Status IN ({string.Join(", ", ListedStatuses.Select(status => (int)status))})
            LIMIT $limit
        )
        GROUP BY Status, Scopes, DisabledTopics
        """,
        ("$app", app.Value),
        ("$limit", most));

    public static SqliteStatement ByWorkspace(WorkspaceId workspace, InstallationFilter filter, AppId? after, int limit) => new(
        OfWorkspace,
        ("$workspace", workspace.Value),
        ("$status", (int?)filter.Status),
        ("$scope", Token(filter.LackingScope)),
        ("$after", after?.Value ?? ""),
        ("$limit", limit));

    public static SqliteStatement All(InstallationKey? after, int limit) => new(
        """
        SELECT Workspace, App FROM Installation
        WHERE (Workspace, App) > ($workspace, $app)
        ORDER BY Workspace, App LIMIT $limit
        """,
        ("$workspace", after?.Workspace.Value ?? ""),
        ("$app", after?.App.Value ?? ""),
        ("$limit", limit));

    public static SqliteStatement Marked(InstallationKey? after, int limit) => new(
        """
        SELECT Workspace, App FROM Installation
        WHERE Announced > Revision AND (Workspace, App) > ($workspace, $app)
        ORDER BY Workspace, App LIMIT $limit
        """,
        ("$workspace", after?.Workspace.Value ?? ""),
        ("$app", after?.App.Value ?? ""),
        ("$limit", limit));

    /// <summary>The scopes of a record as the column has them: a scope token has no space, so a token between spaces is found whole.</summary>
    public static string ScopeList(InstallationRecord record) => $" {string.Join(' ', record.GrantedScopes)} ";

    private static string? Token(ScopeId? scope) => scope is { } id ? $" {id.Value} " : null;

    private static string OfAppBranch(string condition) => $"""
        SELECT * FROM
        (
            SELECT {Columns} FROM Installation
            WHERE App = $app AND Workspace > $after AND Workspace <= $upTo AND {condition}
            ORDER BY Workspace LIMIT $limit
        )
        """;

    // Nothing around it and no limits within, so that rows come in order from each index and are merged, not sorted.
    private static string EndOf(IEnumerable<string> statuses) => $"""
        {string.Join("\nUNION ALL\n", statuses.Select(status => $"SELECT Workspace FROM Installation WHERE App = $app AND Status = {status} AND Workspace > $after"))}
        ORDER BY Workspace LIMIT 1 OFFSET $most - 1
        """;
}
