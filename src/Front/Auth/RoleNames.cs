namespace Registry.Front;

/// <summary>The names of roles in tokens.</summary>
public static class RoleNames
{
    public const string Operator = "operator";
    public const string Service = "service";
    public const string WorkspaceAdmin = "workspace_admin";
    public const string Developer = "developer";

    public static readonly string[] All = [Operator, Service, WorkspaceAdmin, Developer];

    public static Role Parse(string name) => name switch
    {
        Operator => Role.Operator,
        Service => Role.Service,
        WorkspaceAdmin => Role.WorkspaceAdmin,
        Developer => Role.Developer,
        _ => Role.None,
    };

    public static IEnumerable<string> Of(Role roles) => All.Where(name => roles.HasFlag(Parse(name)));
}
