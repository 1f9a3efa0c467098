namespace Registry.Front;

/// <summary>What a token makes its bearer. Where several apply to one call, the first here acts.</summary>
[Flags]
public enum Role
{
    None = 0,
    Operator = 1,
    Service = 2,
    WorkspaceAdmin = 4,
    Developer = 8,
    Any = Operator | Service | WorkspaceAdmin | Developer,
}
