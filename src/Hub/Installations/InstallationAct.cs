using Registry.Front;
using Registry.Grains.Interfaces;

namespace Registry.Hub;

/// <summary>What one of the buttons on the page of an installation asks for.</summary>
/// <param name="Do">Asks the installation.</param>
/// <param name="Said">What is said when it is done, from the installation before and after.</param>
internal sealed record InstallationAct(
    Func<IInstallationGrain, ChangeContext, Task<InstallationResult>> Do,
    Func<Installation, Installation, string> Said)
{
    public const string Grant = "grant";
    public const string Revoke = "revoke";
    public const string Enable = "enable";
    public const string Disable = "disable";
    public const string Other = "act";
    public const string Suspend = "suspend";
    public const string Resume = "resume";
    public const string Uninstall = "uninstall";
    public const string Reason = "reason";

    /// <summary>The act of the button that was pressed; null where there is none, or the form has faults.</summary>
    public static InstallationAct? Of(FormInput form, Catalog catalog, string app)
    {
        if (ScopeId.TryParse(form[Grant], null, out var granted))
        {
            return new((grain, change) => grain.GrantScopeAsync(granted, change), (before, after) => Phrase.Of(InstallationTexts.ScopeGranted, catalog.NameOf(granted)) + Woken(before, after));
        }

        if (ScopeId.TryParse(form[Revoke], null, out var revoked))
        {
            return new((grain, change) => grain.RevokeScopeAsync(revoked, change), (before, after) => Phrase.Of(InstallationTexts.ScopeRevoked, catalog.NameOf(revoked)) + Silenced(before, after));
        }

        if (TopicId.TryParse(form[Enable], null, out var enabled))
        {
            return new((grain, change) => grain.EnableTopicAsync(enabled, change), (_, _) => Phrase.Of(InstallationTexts.TopicEnabled, catalog.NameOf(enabled)));
        }

        if (TopicId.TryParse(form[Disable], null, out var disabled))
        {
            return new((grain, change) => grain.DisableTopicAsync(disabled, change), (_, _) => Phrase.Of(InstallationTexts.TopicDisabled, catalog.NameOf(disabled)));
        }

        return form[Other] switch
        {
            Suspend => form.Text(Reason, TextRule.Reason) is var reason && form.IsSound
                ? new((grain, change) => grain.SuspendAsync(reason, change), (_, _) => Phrase.Of(InstallationTexts.SuspendedNotice, app))
                : null,
            Resume => new((grain, change) => grain.ResumeAsync(change), (_, _) => Phrase.Of(InstallationTexts.ResumedNotice, app)),
            Uninstall => new((grain, change) => grain.UninstallAsync(change), (_, _) => Phrase.Of(InstallationTexts.UninstalledNotice, app)),
            _ => null,
        };
    }

    private static string Woken(Installation before, Installation after) =>
        More(after, before) is var number and > 0 ? " " + Phrase.Count(number, InstallationTexts.WokenOne, InstallationTexts.WokenMany) : "";

    private static string Silenced(Installation before, Installation after) =>
        More(before, after) is var number and > 0 ? " " + Phrase.Count(number, InstallationTexts.SilencedOne, InstallationTexts.SilencedMany) : "";

    // How many topics are active in the one and not in the other.
    private static int More(Installation one, Installation other) => Active(one).Except(Active(other)).Count();

    private static IEnumerable<TopicId> Active(Installation installation) =>
        installation.Topics.Where(topic => topic.State == InstallationTopicState.Active).Select(topic => topic.Id);
}
