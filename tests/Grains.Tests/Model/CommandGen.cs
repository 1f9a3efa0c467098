using CsCheck;

namespace Registry.Grains.Tests;

/// <summary>Random commands. Ids come from few, some more often than others, so that commands meet.</summary>
internal static class CommandGen
{
    public static Gen<string> App { get; } = Gen.Frequency((24, Names.Apps[0]), (3, Names.Apps[1]), (1, Names.Apps[2]));

    public static Gen<string> Workspace { get; } = Gen.Frequency((10, Names.Workspaces[0]), (1, Names.Workspaces[1]));

    public static Gen<Command> Install { get; } = Gen.Select(
        App,
        Workspace,
        Gen.Frequency<string[]?>((3, Gen.Const(() => (string[]?)null)), (2, IdGen.Scopes)),
        Gen.Frequency<string[]?>((3, Gen.Const(() => (string[]?)null)), (2, IdGen.Topics)),
        (app, workspace, scopes, topics) => (Command)new Install { App = app, Workspace = workspace, Scopes = scopes, Topics = topics });

    public static Gen<Command> OfApp { get; } = WithConditions(Gen.Frequency<AppCommand>(
        (3, PutAnyApp()),
        (6, Gen.Select(App, IdGen.Requests, (app, scopes) => new SetAppScopes { App = app, Scopes = scopes })),
        (3, Gen.Select(App, IdGen.Url, IdGen.Topics, (app, url, topics) => new SetAppWebhook { App = app, Url = url, Topics = topics })),
        (2, App.Select(app => new SubmitApp { App = app })))
        .Select(By(), (command, by) => (Command)(command with { By = by })));

    public static Gen<Command> OfOperator { get; } = WithConditions(Gen.Frequency<Command>(
        (3, Gen.Select(App, Gen.Bool, Gen.OneOf("bad", "ugly").Array[0, 2], (app, approve, reasons) => new ReviewApp { App = app, Approve = approve, Reasons = approve ? [] : reasons })),
        (2, Gen.Select(App, Gen.OneOf("fraud", "audit"), (app, reason) => new SuspendApp { App = app, Reason = reason })),
        (2, App.Select(app => new ResumeApp { App = app }))));

    public static Gen<Command> OfInstallation { get; } = WithConditions(Gen.Select(
        App,
        Workspace,
        Gen.Bool,
        Gen.Frequency<InstallationCommand>(
            (3, Install.Select(install => (InstallationCommand)install)),
            (1, Gen.Const<InstallationCommand>(() => new Uninstall { App = "", Workspace = "" })),
            (2, IdGen.Scopes.Select(scopes => new SetGrant { App = "", Workspace = "", Scopes = scopes })),
            (3, IdGen.Scope.Select(scope => new GrantScope { App = "", Workspace = "", Scope = scope })),
            (3, IdGen.Scope.Select(scope => new RevokeScope { App = "", Workspace = "", Scope = scope })),
            (4, Gen.Select(IdGen.Topic, Gen.Bool, (topic, on) => new SwitchTopic { App = "", Workspace = "", Topic = topic, On = on })),
            (1, Gen.OneOf("unpaid", "leak").Select(reason => new SuspendInstallation { App = "", Workspace = "", Reason = reason })),
            (1, Gen.Const<InstallationCommand>(() => new ResumeInstallation { App = "", Workspace = "" }))),
        (app, workspace, byOperator, command) => (Command)(command with { App = app, Workspace = workspace, ByOperator = byOperator })));

    public static Gen<Command> Any { get; } = Gen.Frequency((4, OfApp), (2, OfOperator), (8, OfInstallation));

    public static Gen<Command> Silent { get; } = Gen.Frequency<Command>(
        (2, Gen.Select(App, Workspace, (app, workspace) => new Deactivate { App = app, Workspace = workspace })),
        (2, App.Select(app => new Deactivate { App = app })),
        (2, Gen.Select(App, Workspace, (app, workspace) => new Reconcile { App = app, Workspace = workspace })),
        (1, Gen.Select(App, IdGen.KnownScope, (app, scope) => new RecordUse { App = app, Scope = scope })));

    /// <summary>Registers an app that nothing is wrong with.</summary>
    public static Gen<PutApp> PutUsableApp(bool isPublic) => Gen.Select(App, Gen.Bool, IdGen.KnownScope.Array[0, 4], Gen.Frequency((3, true), (1, false)), (app, usesCanvas, scopes, hasWebhook) => new PutApp
    {
        App = app,
        By = Names.Developers[0],
        Owner = Names.Developers[0],
        Name = "Fin",
        IsPublic = isPublic,
        Workspaces = Names.Workspaces,
        Capabilities = usesCanvas ? Names.Capabilities : [],
        Scopes = [.. (hasWebhook && !usesCanvas ? scopes.Append(Names.SharedScope) : scopes).Select(scope => (scope, (string?)"needed"))],
        Webhook = hasWebhook ? ("https://fin.example/a", usesCanvas ? Names.Topics[..4] : [.. Names.Topics[..2], .. Names.Topics[3..]]) : null,
    });

    private static Gen<PutApp> PutAnyApp() => Gen.Select(
        Gen.Select(App, Gen.Frequency((6, Names.Developers[0]), (1, Names.Developers[1])), Gen.OneOf("Fin", "Tags"), Gen.Bool),
        Gen.Frequency((5, Names.Workspaces[..1]), (3, Names.Workspaces), (1, Names.Workspaces[1..]), (1, [])),
        Gen.Frequency((8, (string[])[]), (8, Names.Capabilities), (1, [.. Names.Capabilities, Names.Capabilities[0]]), (1, [Names.UnknownCapability])),
        IdGen.Requests,
        Gen.Frequency<(string Url, string[] Topics)?>((1, Gen.Const(() => ((string, string[])?)null)), (3, Gen.Select(IdGen.Url, IdGen.Topics, (url, topics) => ((string, string[])?)(url, topics)))),
        (head, workspaces, capabilities, scopes, webhook) => new PutApp
        {
            App = head.Item1,
            Owner = head.Item2,
            Name = head.Item3,
            IsPublic = head.Item4,
            Workspaces = workspaces,
            Capabilities = capabilities,
            Scopes = scopes,
            Webhook = webhook,
        });

    private static Gen<string?> By() => Gen.Frequency<string?>((8, Names.Developers[0]), (1, Names.Developers[1]), (2, null));

    private static Gen<Command> WithConditions(Gen<Command> command) => Gen.Select(
        command,
        Gen.Frequency((24, Expectation.None), (3, Expectation.Right), (1, Expectation.Stale), (1, Expectation.Future), (1, Expectation.Any)),
        Gen.Frequency<int?>((8, null), (1, 0), (1, 1)),
        (one, expectation, key) => one with { IfMatch = expectation, Key = key });
}
