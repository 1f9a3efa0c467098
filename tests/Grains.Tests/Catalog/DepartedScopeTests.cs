using System.Text.Json.Nodes;
using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>An operator may take a scope out of the catalog: apps that request it must stay installable, and grants of it revocable.</summary>
public sealed class DepartedScopeTests : IDisposable
{
    private static readonly ScopeId ReadAdmins = ScopeId.Parse("read_admins");
    private static readonly TopicId LoggedIn = TopicId.Parse("admin.logged_in");
    private static readonly Stamp Now = new("test", DateTimeOffset.UnixEpoch);

    private readonly string path = Path.GetTempFileName();

    public void Dispose() => File.Delete(path);

    [Fact]
    public void Manifest_OfAnAppWithADepartedScope_IsAboutTheRest()
    {
        var manifest = AppView.ManifestOf(AppId.Parse("app"), Record(), CatalogWithoutReadAdmins());

        Assert.Equal([TestApp.ReadTags], manifest.Scopes);
        Assert.Empty(manifest.RequiredScopes);
        Assert.Equal([TestApp.Ping], manifest.Topics);
    }

    [Fact]
    public void Install_OfAnAppWithADepartedScope_GrantsTheRest()
    {
        var catalog = CatalogWithoutReadAdmins();
        var manifest = AppView.ManifestOf(AppId.Parse("app"), Record(), catalog);

        var decision = InstallRules.Install(null, WorkspaceId.Parse("ws"), new(), manifest, catalog, Now);

        var installed = Assert.IsType<Decision<InstallationRecord, InstallationAction>.Change>(decision).Next;
        Assert.Equal([TestApp.ReadTags], installed.GrantedScopes);
    }

    [Fact]
    public void Revoke_OfADepartedScope_IsPossible()
    {
        var catalog = CatalogWithoutReadAdmins();
        var manifest = AppView.ManifestOf(AppId.Parse("app"), Record(), catalog);
        var installed = new InstallationRecord
        {
            Status = InstallationStatus.Installed,
            GrantedScopes = [ReadAdmins, TestApp.ReadTags],
            Revision = 1,
            InstalledAt = Now.At,
            InstalledBy = Now.Actor,
            UpdatedAt = Now.At,
        };

        var decision = InstallationRules.RevokeScope(installed, ReadAdmins, manifest, catalog, Now);

        Assert.Equal([TestApp.ReadTags], Assert.IsType<Decision<InstallationRecord, InstallationAction>.Change>(decision).Next.GrantedScopes);
    }

    private static AppRecord Record() => new()
    {
        Name = "App",
        Developer = DeveloperId.Parse("dev"),
        Visibility = AppVisibility.Private,
        Workspaces = [WorkspaceId.Parse("ws")],
        Status = AppStatus.Draft,
        ManifestVersion = 1,
        CreatedAt = Now.At,
        UpdatedAt = Now.At,
        Live = new()
        {
            Version = 1,
            IsApproved = false,
            Scopes = [ReadAdmins, TestApp.ReadTags],
            RequiredScopes = [ReadAdmins],
            Topics = [LoggedIn, TestApp.Ping],
        },
    };

    private Catalog CatalogWithoutReadAdmins()
    {
        var catalog = JsonNode.Parse(File.ReadAllText(CatalogFile.DefaultPath))!;
        Remove(catalog["scopes"]!, scope => (string)scope["id"]! == ReadAdmins.Value);
        Remove(catalog["capabilities"]!, _ => true);
        Remove(catalog["topics"]!, topic => topic["requiresAnyOf"]!.AsArray().Any(scope => (string)scope! == ReadAdmins.Value));
        File.WriteAllText(path, catalog.ToJsonString());
        return CatalogFile.Load(path);
    }

    private static void Remove(JsonNode list, Func<JsonNode, bool> condition) =>
        list.AsArray().Where(item => condition(item!)).ToList().ForEach(item => list.AsArray().Remove(item));
}
