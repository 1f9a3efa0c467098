using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>Everything that callers can see, beside what they should see.</summary>
internal sealed class Observation(IGrainFactory grains, IScopeChecks checks, IScopeChecks remote, RegistryModel model, Names names)
{
    private static readonly InstallationFilter[] Filters =
    [
        new(),
        new(InstallationStatus.Installed),
        new(InstallationStatus.Suspended),
        new(InstallationStatus.Uninstalled),
        .. Names.Scopes.Append(Names.UnknownScope).Select(scope => new InstallationFilter(LackingScope: ScopeId.Parse(scope))),
        new(InstallationStatus.Installed, ScopeId.Parse(Names.Scopes[0])),
        new(InstallationStatus.Suspended, ScopeId.Parse(Names.Scopes[1])),
    ];

    private static readonly ScopeId[] Scopes = [.. Names.Scopes.Append(Names.UnknownScope).Select(scope => ScopeId.Parse(scope))];

    /// <summary>After a command that changed something, or that nobody may notice: all of its app, and lists by a filter that changes from step to step.</summary>
    public async Task AroundAsync(Command command, int step)
    {
        var app = names.App(command.App);
        var workspace = names.Workspace(command.In ?? Names.Workspaces[0]);
        await AppAsync(app);
        await LastVersionsAsync(app);
        foreach (var touched in command is AppCommand ? names.WorkspaceIds : [workspace])
        {
            await InstallationAsync(new(touched, app));
        }

        await LastChangesAsync(new(workspace, app));
        await ByAppAsync(app, Filters[step % Filters.Length], limit: 1);
        await ByWorkspaceAsync(workspace, Filters[(step + 5) % Filters.Length], limit: 2);
    }

    /// <summary>After a command that changed nothing: what it would have changed.</summary>
    public async Task BrieflyAsync(Command command)
    {
        var app = names.App(command.App);
        await AppAsync(app);
        if (command.In is { } workspace)
        {
            var key = names.Installation(workspace, command.App);
            Same($"installation {key}", model.ViewOf(key), await grains.GetInstallation(key).GetAsync());
            await LastChangesAsync(key);
        }
        else
        {
            await LastVersionsAsync(app);
        }
    }

    /// <summary>All there is, page by page.</summary>
    public async Task EverythingAsync()
    {
        foreach (var app in names.AppIds)
        {
            await AppAsync(app);
            await AppForDevelopersAsync(app);
            await VersionsAsync(app, limit: 3);
            await UsageAsync(app);
            await ByAppAsync(app, Filters[0], limit: 200);
            foreach (var workspace in names.WorkspaceIds)
            {
                await InstallationAsync(new(workspace, app));
                await HistoryAsync(new(workspace, app), newestFirst: true, limit: 3);
                await HistoryAsync(new(workspace, app), newestFirst: false, limit: 2);
            }
        }

        foreach (var workspace in names.WorkspaceIds)
        {
            await ByWorkspaceAsync(workspace, Filters[0], limit: 1);
            await ByWorkspaceAsync(workspace, Filters[3], limit: 200);
        }

        foreach (var developer in Names.Developers)
        {
            await AppsOfAsync(names.Developer(developer));
        }
    }

    private async Task AppAsync(AppId id)
    {
        var app = grains.GetApp(id);
        var expected = model.ViewOf(id);
        Same($"app {id}", Settled(id, expected), Settled(id, await app.GetAsync(null)));
        Same($"manifest of {id}", model.Apps.GetValueOrDefault(id) is { } known ? ExpectedAppView.ManifestOf(id, known) : null, WithoutSecrets(await app.GetLiveManifestAsync()));
    }

    private static LiveManifest? WithoutSecrets(LiveManifest? manifest) =>
        manifest is { Endpoint: { } endpoint } ? manifest with { Endpoint = endpoint with { Secrets = [] } } : manifest;

    private async Task AppForDevelopersAsync(AppId id)
    {
        var app = grains.GetApp(id);
        foreach (var developer in Names.Developers.Select(names.Developer))
        {
            var isOwner = model.Apps.GetValueOrDefault(id)?.Developer == developer;
            Same($"app {id} for {developer}", isOwner ? Settled(id, model.ViewOf(id)) : null, Settled(id, await app.GetAsync(developer)));
            Same($"whether {developer} sees versions of {id}", isOwner, await app.GetVersionsAsync(developer, null, 1) is not null);
        }
    }

    // Entries never change, so the older ones are looked at once, in the end.
    private async Task LastVersionsAsync(AppId id) =>
        Same($"last versions of {id}", model.Versions.GetValueOrDefault(id)?.AsEnumerable().Reverse().Take(2), (await grains.GetApp(id).GetVersionsAsync(null, null, 2))?.Items);

    private async Task LastChangesAsync(InstallationKey key) =>
        Same($"last changes of {key}", model.Histories.GetValueOrDefault(key)?.AsEnumerable().Reverse().Take(2), (await grains.GetInstallation(key).GetHistoryAsync(true, null, 2))?.Items);

    private async Task VersionsAsync(AppId id, int limit)
    {
        var app = grains.GetApp(id);
        var expected = model.Versions.GetValueOrDefault(id)?.AsEnumerable().Reverse();
        Same($"versions of {id}", expected, await Pages.AllAsync(after => app.GetVersionsAsync(null, after is null ? null : long.Parse(after), limit), limit));
    }

    private async Task InstallationAsync(InstallationKey key)
    {
        var installation = grains.GetInstallation(key);
        var (known, app) = (model.Installations.GetValueOrDefault(key), model.Apps.GetValueOrDefault(key.App));
        Same($"installation {key}", model.ViewOf(key), await installation.GetAsync());
        var effective = known is null ? Ids.None : ExpectedInstallationView.Effective(known, app!);
        Same($"effective scopes of {key}", new EffectiveScopes(Ids.Of<ScopeId>(effective), known?.Revision ?? 0), await installation.GetEffectiveScopesAsync());
        foreach (var scope in known is null ? Scopes[..1] : Scopes)
        {
            var expected = ExpectedInstallationView.Check(known, app, scope.Value, model.Catalog);
            Same($"check of {scope} in {key}", expected, await installation.CheckAsync(scope));
            Same($"check of {scope} in {key}, without a message", expected, await checks.CheckAsync(key, scope));
            Same($"check of {scope} in {key}, from another process", expected, await remote.TryCheckAsync(key, scope) ?? await remote.CheckAsync(key, scope));
            if (expected.Allowed)
            {
                model.NoteUse(key.App, scope.Value);
            }
        }
    }

    private async Task HistoryAsync(InstallationKey key, bool newestFirst, int limit)
    {
        var installation = grains.GetInstallation(key);
        IEnumerable<InstallationChange>? expected = model.Histories.GetValueOrDefault(key);
        var actual = await Pages.AllAsync(after => installation.GetHistoryAsync(newestFirst, after is null ? null : long.Parse(after), limit), limit);
        Same($"history of {key}, {(newestFirst ? "newest" : "oldest")} first", newestFirst ? expected?.Reverse() : expected, actual);
    }

    private async Task ByAppAsync(AppId app, InstallationFilter filter, int limit)
    {
        var expected = names.WorkspaceIds.OrderBy(id => id.Value, StringComparer.Ordinal).Select(id => model.ViewOf(new InstallationKey(id, app)));
        var actual = await Pages.AllAsync(async after => await grains.GetInstallationList().ListByAppAsync(app, filter, after is null ? null : WorkspaceId.Parse(after), limit), limit);
        Same($"installations of {app} by {filter}", expected.Where(one => Matches(one, filter)), actual);
    }

    private async Task ByWorkspaceAsync(WorkspaceId workspace, InstallationFilter filter, int limit)
    {
        var expected = names.AppIds.OrderBy(id => id.Value, StringComparer.Ordinal).Select(id => model.ViewOf(new InstallationKey(workspace, id)));
        var actual = await Pages.AllAsync(async after => await grains.GetInstallationList().ListByWorkspaceAsync(workspace, filter, after is null ? null : AppId.Parse(after), limit), limit);
        Same($"installations in {workspace} by {filter}", expected.Where(one => Matches(one, filter)), actual);
    }

    private async Task AppsOfAsync(DeveloperId developer)
    {
        var expected = names.AppIds.OrderBy(id => id.Value, StringComparer.Ordinal).Select(model.ViewOf).Where(app => app?.Developer == developer);
        var actual = await Pages.AllAsync(async after => await grains.GetAppList().ListAsync(developer, after is null ? null : AppId.Parse(after), 1), 1);
        Same($"apps of {developer}", expected, actual);
    }

    // What was used comes to the app beside the checks, but it comes.
    private async Task UsageAsync(AppId id)
    {
        var limit = TimeProvider.System.GetTimestamp();
        while (!Shown.AreSame(model.ViewOf(id), await grains.GetApp(id).GetAsync(null)))
        {
            if (TimeProvider.System.GetElapsedTime(limit) > TimeSpan.FromSeconds(30))
            {
                Same($"app {id}, over-privileged", model.ViewOf(id), await grains.GetApp(id).GetAsync(null));
            }

            await Task.Delay(1);
        }
    }

    private static bool Matches(Installation? installation, InstallationFilter filter) =>
        installation is not null
        && (filter.Status is { } status ? installation.Status == status : installation.Status != InstallationStatus.Uninstalled)
        && (filter.LackingScope is not { } scope || !installation.GrantedScopes.Contains(scope));

    private App? Settled(AppId id, App? app) => app is null ? null : Usage.Settled(app, model.Used.GetValueOrDefault(id, []));

    private static void Same(string what, object? expected, object? actual)
    {
        if (!Equals(expected, actual) && !Shown.AreSame(expected, actual))
        {
            throw new DifferenceException(what, [.. Shown.Differences(expected, actual)]);
        }
    }
}
