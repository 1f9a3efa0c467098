using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>The reads of the installation index. Each follows an index from the row after the last one and stops at the limit.</summary>
/// <remarks>The operators with a tilde compare as text_pattern_ops do: see the schema.</remarks>
internal static class PostgresInstallationQueries
{
    private const string Columns = "Workspace, App, Record, Announced > Revision AS IsMarked";

    // After every id: no character of theirs comes after this one.
    private const string AfterAll = "\u007f";

    // A branch per status, so that rows of other statuses are never visited however many there are.
    private static readonly string OfApp = $"""
        SELECT Workspace, App, Record, IsMarked FROM
        (
            {string.Join("\nUNION ALL\n", ListedStatuses.Select(status => OfAppBranch($"Status = {(int)status} AND Announced <= Revision AND {LacksScope(4)}")))}
            UNION ALL
            {OfAppBranch("Announced > Revision")}
        ) AS branches
        ORDER BY Workspace USING ~<~ LIMIT $3
        """;

    private static readonly string OfAppAndStatus = $"""
        SELECT Workspace, App, Record, IsMarked FROM
        (
            {OfAppBranch($"Status = $6 AND Announced <= Revision AND {LacksScope(4)}")}
            UNION ALL
            {OfAppBranch("Announced > Revision")}
        ) AS branches
        ORDER BY Workspace USING ~<~ LIMIT $3
        """;

    private static readonly string OfWorkspace = $"""
        SELECT {Columns} FROM Installation
        WHERE Workspace = $1 AND App > $2
        AND (Announced > Revision OR ((($5::smallint IS NULL AND Status <> {(int)InstallationStatus.Uninstalled}) OR Status = $5) AND {LacksScope(4)}))
        ORDER BY App LIMIT $3
        """;

    // Of marked rows there are few, so they do not count.
    private static readonly string EndOfApp = EndOf(ListedStatuses.Select(status => $"{(int)status}"));

    private static readonly string EndOfAppAndStatus = EndOf(["$4"]);

    private static IEnumerable<InstallationStatus> ListedStatuses =>
        Enum.GetValues<InstallationStatus>().Where(status => status != InstallationStatus.Uninstalled);

    /// <summary>The workspace of the last of so many rows; none where there are fewer.</summary>
    public static PostgresStatement EndOfLook(AppId app, InstallationFilter filter, WorkspaceId? after, int most) =>
        filter.Status is { } status
            ? new(EndOfAppAndStatus, app.Value, after?.Value ?? "", (long)most, (short)status)
            : new(EndOfApp, app.Value, after?.Value ?? "", (long)most);

    public static PostgresStatement ByApp(AppId app, InstallationFilter filter, WorkspaceId? after, WorkspaceId? upTo, int limit) =>
        filter.Status is { } status
            ? new(OfAppAndStatus, app.Value, after?.Value ?? "", (long)limit, Token(filter.LackingScope), upTo?.Value ?? AfterAll, (short)status)
            : new(OfApp, app.Value, after?.Value ?? "", (long)limit, Token(filter.LackingScope), upTo?.Value ?? AfterAll);

    /// <summary>One record of each kind and how many there are, of the first so many that the index has.</summary>
    public static PostgresStatement Alike(AppId app, int most) => new(
        $"""
        SELECT min(Record), count(*) FROM
        (
            SELECT Record, Status, Scopes, Record::json ->> 'disabledTopics' AS DisabledTopics FROM Installation
            WHERE App = $1 AND Status IN ({string.Join(", ", ListedStatuses.Select(status => (int)status))})
            LIMIT $2
        ) AS counted
        GROUP BY Status, Scopes, DisabledTopics
        """,
        app.Value,
        (long)most);

    public static PostgresStatement ByWorkspace(WorkspaceId workspace, InstallationFilter filter, AppId? after, int limit) =>
        new(OfWorkspace, workspace.Value, after?.Value ?? "", (long)limit, Token(filter.LackingScope), (short?)filter.Status);

    public static PostgresStatement All(InstallationKey? after, int limit) => new(
        """
        SELECT Workspace, App FROM Installation
        WHERE (Workspace, App) > ($1, $2)
        ORDER BY Workspace, App LIMIT $3
        """,
        after?.Workspace.Value ?? "",
        after?.App.Value ?? "",
        (long)limit);

    public static PostgresStatement Marked(InstallationKey? after, int limit) => new(
        """
        SELECT Workspace, App FROM Installation
        WHERE Announced > Revision AND (Workspace, App) ~>~ ($1, $2)
        ORDER BY Workspace USING ~<~, App USING ~<~ LIMIT $3
        """,
        after?.Workspace.Value ?? "",
        after?.App.Value ?? "",
        (long)limit);

    /// <summary>The scopes of a record as the column has them: a scope token has no space, so a token between spaces is found whole.</summary>
    public static string ScopeList(InstallationRecord record) => $" {string.Join(' ', record.GrantedScopes)} ";

    private static string? Token(ScopeId? scope) => scope is { } id ? $" {id.Value} " : null;

    private static string LacksScope(int parameter) => $"(${parameter}::text IS NULL OR strpos(Scopes, ${parameter}) = 0)";

    private static string OfAppBranch(string condition) => $"""
        (
            SELECT {Columns} FROM Installation
            WHERE App = $1 AND Workspace ~>~ $2 AND Workspace ~<=~ $5 AND {condition}
            ORDER BY Workspace USING ~<~ LIMIT $3
        )
        """;

    private static string EndOf(IEnumerable<string> statuses) => $"""
        SELECT Workspace FROM
        (
            {string.Join("\nUNION ALL\n", statuses.Select(status => $"(SELECT Workspace FROM Installation WHERE App = $1 AND Status = {status} AND Workspace ~>~ $2 ORDER BY Workspace USING ~<~ LIMIT $3)"))}
        ) AS looked
        ORDER BY Workspace USING ~<~ LIMIT 1 OFFSET $3 - 1
        """;
}
