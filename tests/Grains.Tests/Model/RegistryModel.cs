using Registry.Grains.Interfaces;
using AppRuling = Registry.Grains.Tests.Ruling<Registry.Grains.Interfaces.AppAction, Registry.Grains.Tests.AppModel>;
using InstallationRuling = Registry.Grains.Tests.Ruling<Registry.Grains.Interfaces.InstallationAction, Registry.Grains.Tests.InstallationModel>;

namespace Registry.Grains.Tests;

/// <summary>The registry as the rules of the domain have it: what there is, what happened, and what was answered.</summary>
internal sealed class RegistryModel(ModelCatalog catalog)
{
    private readonly Dictionary<(object Owner, string Key), (string Fingerprint, object Answer)> answers = [];

    public ModelCatalog Catalog => catalog;

    public Dictionary<AppId, AppModel> Apps { get; } = [];

    public Dictionary<AppId, List<AppVersion>> Versions { get; } = [];

    public Dictionary<InstallationKey, InstallationModel> Installations { get; } = [];

    public Dictionary<InstallationKey, List<InstallationChange>> Histories { get; } = [];

    /// <summary>The scopes of an app that an installation has used.</summary>
    public Dictionary<AppId, HashSet<string>> Used { get; } = [];

    public void NoteUse(AppId app, string scope)
    {
        if (!Used.TryGetValue(app, out var used))
        {
            Used[app] = used = [];
        }

        used.Add(scope);
    }

    public App? ViewOf(AppId id) =>
        Apps.GetValueOrDefault(id) is { } app ? ExpectedAppView.Of(id, app, Used.GetValueOrDefault(id, []), catalog) : null;

    public Installation? ViewOf(InstallationKey key) =>
        Installations.GetValueOrDefault(key) is { } installation ? ExpectedInstallationView.Of(key, installation, Apps[key.App], catalog) : null;

    public AppResult Change(AppId id, ChangeContext context, DateTimeOffset now, Func<AppModel?, AppRuling> rule)
    {
        var before = Apps.GetValueOrDefault(id);
        if (before is not null && context.Developer is { } developer && developer != before.Developer)
        {
            // Exactly as if there were no such app, except that it can't be registered either.
            return new AppResult.Refused(context.Precondition is not null && rule(null).Refusal is not Refusal.NotFound ? new Refusal.PreconditionFailed(0) : new Refusal.NotFound());
        }

        var ruling = rule(before);
        return Answer<AppResult>(id, before?.Version ?? 0, context, ruling.Refusal, refusal => new AppResult.Refused(refusal), () => Decide(id, before, context, now, ruling));
    }

    public InstallationResult Change(InstallationKey key, ChangeContext context, DateTimeOffset now, Func<InstallationModel?, AppModel?, InstallationRuling> rule)
    {
        var before = Installations.GetValueOrDefault(key);
        var ruling = rule(before, Apps.GetValueOrDefault(key.App));
        return Answer<InstallationResult>(
            key,
            before?.Revision ?? 0,
            context,
            ruling.Refusal,
            refusal => new InstallationResult.Refused(refusal),
            () => Decide(key, before, context, now, ruling));
    }

    // An answer is kept unless it says that there is no such object or that the condition does not hold.
    private TResult Answer<TResult>(object owner, long revision, ChangeContext context, Refusal? ruling, Func<Refusal, TResult> refuse, Func<TResult> decide)
        where TResult : class
    {
        if (context.Idempotency is { } request && answers.TryGetValue((owner, request.Key), out var earlier))
        {
            return earlier.Fingerprint == request.Fingerprint ? (TResult)earlier.Answer : refuse(new Refusal.IdempotencyKeyReused());
        }

        if (ruling is Refusal.NotFound)
        {
            return refuse(ruling);
        }

        if (context.Precondition is { } condition && (revision == 0 || !(condition.AnyExisting || condition.Revisions.Contains(revision))))
        {
            return refuse(new Refusal.PreconditionFailed(revision));
        }

        var answer = decide();
        if (context.Idempotency is { } named && answer is not (AppResult.Refused { Reason: Refusal.NotFound } or InstallationResult.Refused { Reason: Refusal.NotFound }))
        {
            answers[(owner, named.Key)] = (named.Fingerprint, answer);
        }

        return answer;
    }

    private AppResult Decide(AppId id, AppModel? before, ChangeContext context, DateTimeOffset now, AppRuling ruling)
    {
        if (ruling.Refusal is { } refusal)
        {
            return new AppResult.Refused(refusal);
        }

        var after = ExpectedApps.Version(before, ruling.Next!, catalog, now);
        var (was, becomes) = (before is null ? null : ExpectedAppView.SnapshotOf(before), ExpectedAppView.SnapshotOf(after));
        if (Shown.AreSame(was, becomes))
        {
            return new AppResult.Accepted(ViewOf(id)!, Created: false, Changed: false, []);
        }

        Apps[id] = after;
        History(Versions, id).Add(new()
        {
            Version = after.Version,
            At = now,
            Actor = context.Actor,
            Action = ruling.Action,
            RequestId = context.RequestId,
            Before = was,
            After = becomes,
        });
        return new AppResult.Accepted(ViewOf(id)!, before is null, Changed: true, before is null ? [] : ExpectedApps.Silenced(before, after, catalog));
    }

    private InstallationResult Decide(InstallationKey key, InstallationModel? before, ChangeContext context, DateTimeOffset now, InstallationRuling ruling)
    {
        if (ruling.Refusal is { } refusal)
        {
            return new InstallationResult.Refused(refusal);
        }

        var after = ruling.Next!;
        var (was, becomes) = (before is null ? null : ExpectedInstallationView.SnapshotOf(before), ExpectedInstallationView.SnapshotOf(after));
        if (Shown.AreSame(was, becomes))
        {
            return new InstallationResult.Accepted(ViewOf(key)!, Created: false, Changed: false);
        }

        var isInstall = ruling.Action == InstallationAction.Installed;
        Installations[key] = after with
        {
            Revision = (before?.Revision ?? 0) + 1,
            InstalledAt = isInstall ? now : after.InstalledAt,
            InstalledBy = isInstall ? context.Actor : after.InstalledBy,
            UpdatedAt = now,
        };
        History(Histories, key).Add(new()
        {
            Revision = Installations[key].Revision,
            At = now,
            Actor = context.Actor,
            Action = ruling.Action,
            RequestId = context.RequestId,
            Before = was,
            After = becomes,
        });
        return new InstallationResult.Accepted(ViewOf(key)!, before is null, Changed: true);
    }

    private static List<TEntry> History<TKey, TEntry>(Dictionary<TKey, List<TEntry>> histories, TKey key)
        where TKey : notnull
    {
        if (!histories.TryGetValue(key, out var entries))
        {
            histories[key] = entries = [];
        }

        return entries;
    }
}
