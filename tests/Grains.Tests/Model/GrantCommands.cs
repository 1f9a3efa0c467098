using Registry.Grains.Interfaces;
using InstallationRuling = Registry.Grains.Tests.Ruling<Registry.Grains.Interfaces.InstallationAction, Registry.Grains.Tests.InstallationModel>;

namespace Registry.Grains.Tests;

internal sealed record SetGrant : InstallationCommand
{
    public required string[] Scopes { get; init; }

    public override string Words => $"set grant of {Where} to {List(Scopes)}";

    protected override Task<InstallationResult> CallAsync(IInstallationGrain installation, ChangeContext context) =>
        installation.SetScopesAsync(Ids.Of<ScopeId>(Scopes), context);

    protected override InstallationRuling RuleInstalled(InstallationModel current, LiveModel live, ModelCatalog catalog, DateTimeOffset now) =>
        ExpectedInstallations.SetScopes(current, Ids.Set(Scopes), live, catalog);
}

internal sealed record GrantScope : InstallationCommand
{
    public required string Scope { get; init; }

    public override string Words => $"grant {Scope} to {Where}";

    protected override Task<InstallationResult> CallAsync(IInstallationGrain installation, ChangeContext context) =>
        installation.GrantScopeAsync(ScopeId.Parse(Scope), context);

    protected override InstallationRuling RuleInstalled(InstallationModel current, LiveModel live, ModelCatalog catalog, DateTimeOffset now) =>
        ExpectedInstallations.Grant(current, Scope, live, catalog);
}

internal sealed record RevokeScope : InstallationCommand
{
    public required string Scope { get; init; }

    public override string Words => $"revoke {Scope} from {Where}";

    protected override Task<InstallationResult> CallAsync(IInstallationGrain installation, ChangeContext context) =>
        installation.RevokeScopeAsync(ScopeId.Parse(Scope), context);

    protected override InstallationRuling RuleInstalled(InstallationModel current, LiveModel live, ModelCatalog catalog, DateTimeOffset now) =>
        ExpectedInstallations.Revoke(current, Scope, live, catalog);
}

internal sealed record SwitchTopic : InstallationCommand
{
    public required string Topic { get; init; }

    public required bool On { get; init; }

    public override string Words => $"{(On ? "enable" : "disable")} {Topic} for {Where}";

    protected override Task<InstallationResult> CallAsync(IInstallationGrain installation, ChangeContext context) => On
        ? installation.EnableTopicAsync(TopicId.Parse(Topic), context)
        : installation.DisableTopicAsync(TopicId.Parse(Topic), context);

    protected override InstallationRuling RuleInstalled(InstallationModel current, LiveModel live, ModelCatalog catalog, DateTimeOffset now) => On
        ? ExpectedInstallations.EnableTopic(current, Topic, live, catalog)
        : ExpectedInstallations.DisableTopic(current, Topic, live, catalog);
}
