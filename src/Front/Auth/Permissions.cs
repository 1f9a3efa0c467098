namespace Registry.Front;

/// <summary>
/// Which roles may do what: the one table that the HTTP API and the Developer Hub go by. Whose objects a caller reaches
/// within that is decided by <see cref="Tenancy"/>.
/// </summary>
public static class Permissions
{
    public const Role ReadCatalog = Role.Any;

    public const Role ListApps = Role.Developer | Role.Operator;
    public const Role ReadApp = Role.Developer | Role.Operator | Role.Service;
    public const Role ReadAppVersions = Role.Developer | Role.Operator;
    public const Role ReadAppInstallations = Role.Developer | Role.Operator | Role.Service;
    public const Role ChangeApp = Role.Developer | Role.Operator;

    /// <summary>The owner alone says that an app is ready.</summary>
    public const Role SubmitApp = Role.Developer;
    public const Role ReviewApp = Role.Operator;
    public const Role SuspendApp = Role.Operator;

    /// <summary>Deliveries, replays, secrets and the state of the endpoint.</summary>
    public const Role ManageWebhook = Role.Developer | Role.Operator;

    /// <summary>Redirect URIs, keys and client secrets.</summary>
    public const Role ManageClient = Role.Developer | Role.Operator;

    /// <summary>Sets up a sample app of one's own.</summary>
    public const Role TryOAuth = Role.Developer;

    public const Role ReadInstallation = Role.WorkspaceAdmin | Role.Operator | Role.Service;
    public const Role ReadHistory = Role.WorkspaceAdmin | Role.Operator;
    public const Role ChangeInstallation = Role.WorkspaceAdmin | Role.Operator;

    /// <summary>Lets an app act for a workspace, in the name of that workspace and nobody else.</summary>
    public const Role Consent = Role.WorkspaceAdmin;

    /// <summary>The access tokens of an installation.</summary>
    public const Role ManageTokens = Role.WorkspaceAdmin | Role.Operator;

    /// <summary>What the bearer of an app's access token may do.</summary>
    public const Role Introspect = Role.Service | Role.Operator;

    /// <summary>Tells of access tokens that were found where they should not be.</summary>
    public const Role ReportTokens = Role.Service | Role.Operator;

    /// <summary>The audit log of a workspace.</summary>
    public const Role ReadWorkspaceAudit = Role.WorkspaceAdmin | Role.Operator;

    /// <summary>The audit log of a developer.</summary>
    public const Role ReadDeveloperAudit = Role.Developer | Role.Operator;

    /// <summary>The audit log of the platform itself.</summary>
    public const Role ReadPlatformAudit = Role.Operator;

    public const Role Check = Role.Service | Role.Operator | Role.WorkspaceAdmin;
    public const Role PublishEvent = Role.Service | Role.Operator;

    /// <summary>The dashboard of Orleans and the cluster page.</summary>
    public const Role WatchCluster = Role.Operator;
}
