using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Registry.Grains.Interfaces;

namespace Registry.Api.Tests.Isolation;

/// <summary>What a developer and a workspace have: an app, installed, with a delivery and a replay.</summary>
internal sealed class Estate
{
    private Estate(Scene scene, string delivery)
    {
        Scene = scene;
        Target = new(scene.Workspace, scene.App, delivery, scene.DeveloperId);
    }

    public Scene Scene { get; }

    public Target Target { get; }

    public static async Task<Estate> BuildAsync(RegistryServer server)
    {
        // Nobody listens there, so what is sent fails at once.
        const string Url = "http://127.0.0.1:9/hooks";
        var scene = new Scene(server);
        (await scene.Developer.PutAsync(scene.AppPath, scene.AppBody().Replace("https://fin.example/hooks", Url, StringComparison.Ordinal))).Is(201);
        (await scene.Admin.PutAsync(scene.InstallationPath)).Is(201);
        (await scene.Service.PostAsync($"/v1/workspaces/{scene.Workspace}/events", """{"topic":"company.created","data":{}}""")).Is(202);
        (await scene.Developer.PostAsync($"{scene.AppPath}/replays", """{"since":"2024-11-20T00:00:00Z"}""")).Is(202);
        var key = new InstallationKey(WorkspaceId.Parse(scene.Workspace), AppId.Parse(scene.App));
        var installation = server.Services.GetRequiredService<IGrainFactory>().GetInstallation(key);
        await installation.IssueTokenAsync(
            new(AccessTokenId.Parse(Isolation.Target.Token), "hash", AuthorizationCodeId.Parse("00000000000000cc"), DateTimeOffset.MaxValue, (await installation.GetAsync())!.InstalledAt),
            new("workspace_admin", "request"));
        var deliveries = (await scene.Developer.GetAsync($"{scene.AppPath}/deliveries")).Is(200).Json.GetProperty("items");
        return new(scene, deliveries[0].GetProperty("id").GetString()!);
    }

    /// <summary>All that is stored of it but for what goes on by itself, such as attempts to deliver.</summary>
    public async Task<string> StateAsync()
    {
        var workspace = $"/v1/workspaces/{Scene.Workspace}/installations";
        string[] paths = [Scene.AppPath, $"{Scene.AppPath}/versions", $"{Scene.AppPath}/installations", workspace, Scene.InstallationPath, $"{Scene.InstallationPath}/history"];
        var texts = await Task.WhenAll(paths.Select(async path => (await Scene.Operator.GetAsync(path)).Is(200).Text));
        var apps = (await Scene.Developer.GetAsync("/v1/apps")).Is(200).Text;
        return string.Join('\n', [.. texts, apps, await IdsAsync("deliveries"), await IdsAsync("replays")]);
    }

    /// <summary>Whether an answer shows anything of it.</summary>
    public bool ShowsIn(Answer answer)
    {
        string[] ids = [Target.App, Target.Workspace, Target.Developer];
        return ids.Any(id => answer.Text.Contains(id, StringComparison.Ordinal) || answer.Headers.Values.Any(header => header.Contains(id, StringComparison.Ordinal)));
    }

    private async Task<string> IdsAsync(string list) => string.Join(' ', (await Scene.Operator.GetAsync($"{Scene.AppPath}/{list}")).Is(200).Json
        .GetProperty("items").EnumerateArray().Select((JsonElement item) => item.GetProperty("id").ToString()));
}
