using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Registry.Grains.Interfaces;

namespace Registry.Silo.Tests;

/// <summary>All that a registry answers about a <see cref="BackupSample"/>, one line an answer.</summary>
internal static class Observation
{
    private static readonly JsonSerializerOptions Json = new() { IncludeFields = true };

    public static async Task<List<string>> OfAsync(RegistryHost host)
    {
        var answers = new List<string>();
        var grains = host.Grains;
        foreach (var app in BackupSample.Apps)
        {
            await AddAppAsync(answers, grains, app);
        }

        foreach (var workspace in BackupSample.Workspaces)
        {
            foreach (var app in BackupSample.Apps)
            {
                await AddInstallationAsync(answers, host, new(workspace, app));
            }

            Add(answers, $"in {workspace}", await grains.GetInstallationList().ListByWorkspaceAsync(workspace, new(), null, 200));
        }

        Add(answers, "apps", await grains.GetAppList().ListAsync(null, null, 200));
        Add(answers, "apps of one", await grains.GetAppList().ListAsync(DeveloperId.Parse("dev_other"), null, 200));
        Add(answers, "submitted", await grains.GetAppList().ListSubmittedAsync(null, 200));
        Add(answers, "installable", await grains.GetAppList().ListInstallableAsync(WorkspaceId.Parse("ws_a"), null, 200));
        foreach (var log in new[] { "platform", "developer/dev_fin", "workspace/ws_b", "workspace/ws_a" })
        {
            // Each with its hash. That it was exported since is what an export leaves behind.
            var entries = await grains.GetAuditList().ListAsync(AuditTenant.Parse(log), new(), newestFirst: false, null, 200);
            Add(answers, $"audit {log}", entries.Items.Where(entry => entry.Event.Action != AuditAction.DataExported));
        }

        Add(answers, "marked", await host.Index.ReadMarkedAsync(null, 200));
        return answers;
    }

    private static async Task AddAppAsync(List<string> answers, IGrainFactory grains, AppId app)
    {
        Add(answers, $"app {app}", await grains.GetApp(app).GetAsync(null));
        Add(answers, $"live {app}", (await grains.GetApp(app).GetLiveManifestAsync())?.ToString());
        Add(answers, $"secret {app}", await grains.GetApp(app).RevealWebhookSecretAsync(null));
        Add(answers, $"versions {app}", await grains.GetApp(app).GetVersionsAsync(null, null, 200));
        foreach (var status in Enum.GetValues<InstallationStatus>().Cast<InstallationStatus?>().Prepend(null))
        {
            foreach (var lacking in new ScopeId?[] { null, ScopeId.Parse("read_tags"), ScopeId.Parse("write_tags") })
            {
                Add(answers, $"of {app} {status} {lacking}", await grains.GetInstallationList().ListByAppAsync(app, new(status, lacking), null, 200));
            }
        }
    }

    private static async Task AddInstallationAsync(List<string> answers, RegistryHost host, InstallationKey key)
    {
        var installation = host.Grains.GetInstallation(key);
        Add(answers, $"installation {key}", await installation.GetAsync());
        Add(answers, $"effective {key}", await installation.GetEffectiveScopesAsync());
        foreach (var token in BackupSample.Tokens)
        {
            Add(answers, $"token {token.Id} of {key}", await installation.IntrospectAsync(token));
        }

        foreach (var scope in host.Services.GetRequiredService<Catalog>().Scopes)
        {
            Add(answers, $"check {key} {scope.Id}", await installation.CheckAsync(scope.Id));
        }

        foreach (var newestFirst in new[] { true, false })
        {
            long? after = null;
            do
            {
                var page = await installation.GetHistoryAsync(newestFirst, after, 200);
                Add(answers, $"history {key} {newestFirst} {after}", page);
                after = page?.Items is [.., var last] && page.Items.Length == 200 ? last.Revision : null;
            }
            while (after is not null);
        }
    }

    private static void Add<T>(List<string> answers, string question, T answer) => answers.Add($"{question}: {JsonSerializer.Serialize(answer, Json)}");
}
