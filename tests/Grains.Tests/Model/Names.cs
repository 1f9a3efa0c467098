using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>The ids that commands play with. Apps, workspaces and developers get a prefix, so that no two runs share any.</summary>
internal sealed class Names(string prefix)
{
    // Their ordinal order is not the order of any dictionary.
    public static string[] Apps { get; } = ["b", "C", "_a"];

    public static string[] Workspaces { get; } = ["x", "Y"];

    public static string[] Developers { get; } = ["dev1", "dev2"];

    public static string[] Capabilities { get; } = ["canvas_kit"];

    /// <summary>Four that canvas_kit forces, two that topics share with one of them, one that no topic here needs.</summary>
    public static string[] Scopes { get; } =
    [
        "read_and_list_users_and_companies", "read_conversations", "read_admins", "read_data_when_entered_into_the_app",
        SharedScope, "read_and_write_users", "read_tags",
    ];

    /// <summary>With any one of two scopes, of three, with one, with none, and the one that is always on.</summary>
    public static string[] Topics { get; } = ["company.created", "contact.user.created", "conversation.user.created", "conversation.read", "ping"];

    /// <summary>The scope that serves the first two topics.</summary>
    public const string SharedScope = "read_one_user_and_one_company";

    public const string UnknownScope = "no_such_scope";

    public const string UnknownTopic = "no.such.topic";

    public const string UnknownCapability = "no_such_capability";

    public string Prefix => prefix;

    public IEnumerable<AppId> AppIds => Apps.Select(App);

    public IEnumerable<WorkspaceId> WorkspaceIds => Workspaces.Select(Workspace);

    public AppId App(string name) => AppId.Parse(prefix + name);

    public WorkspaceId Workspace(string name) => WorkspaceId.Parse(prefix + name);

    public DeveloperId Developer(string name) => DeveloperId.Parse(prefix + name);

    public InstallationKey Installation(string workspace, string app) => new(Workspace(workspace), App(app));
}
