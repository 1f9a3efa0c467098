using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>A private app in a workspace of its own, with ids that no other test has.</summary>
internal sealed class TestApp(RegistryCluster cluster)
{
    public static readonly ScopeId ReadTags = ScopeId.Parse("read_tags");
    public static readonly ScopeId WriteTags = ScopeId.Parse("write_tags");
    public static readonly ScopeId ReadConversations = ScopeId.Parse("read_conversations");
    public static readonly ScopeId ReadOne = ScopeId.Parse("read_one_user_and_one_company");
    public static readonly TopicId CompanyCreated = TopicId.Parse("company.created");
    public static readonly TopicId Ping = TopicId.Parse("ping");

    public AppId Id { get; } = AppId.Parse($"app-{Guid.NewGuid():N}");

    public WorkspaceId Workspace { get; } = WorkspaceId.Parse($"ws-{Guid.NewGuid():N}");

    public DeveloperId Developer { get; } = DeveloperId.Parse($"dev-{Guid.NewGuid():N}");

    public InstallationKey Key => new(Workspace, Id);

    public IAppGrain App => cluster.Grains.GetApp(Id);

    public IInstallationGrain Installation => cluster.Grains.GetInstallation(Key);

    public static ChangeContext By(string actor = "test", Precondition? precondition = null, IdempotencyKey? idempotency = null) =>
        new(actor, RequestId: "request", Precondition: precondition, Idempotency: idempotency);

    public AppDefinition Definition(params ScopeId[] scopes) => new()
    {
        Name = "Test",
        Developer = Developer,
        Visibility = AppVisibility.Private,
        Workspaces = [Workspace],
        Scopes = [.. scopes.Select(scope => new RequestedScope(scope, "Needed"))],
    };

    /// <summary>Registers the app with these scopes.</summary>
    public async Task<TestApp> RegisterAsync(params ScopeId[] scopes)
    {
        Assert.IsType<AppResult.Accepted>(await App.PutAsync(Definition(scopes), By()));
        return this;
    }

    /// <summary>Registers the app with these scopes and installs it with all of them.</summary>
    public async Task<TestApp> InstallAsync(params ScopeId[] scopes)
    {
        await RegisterAsync(scopes);
        Accepted(await Installation.InstallAsync(new(), By()));
        return this;
    }

    public static Installation Accepted(InstallationResult result) => Assert.IsType<InstallationResult.Accepted>(result).Installation;

    public static T Refused<T>(InstallationResult result)
        where T : Refusal => Assert.IsType<T>(Assert.IsType<InstallationResult.Refused>(result).Reason);

    public static ImmutableArray<long> Revisions(Page<InstallationChange>? page) =>
        [.. Assert.IsType<Page<InstallationChange>>(page).Items.Select(change => change.Revision)];
}
