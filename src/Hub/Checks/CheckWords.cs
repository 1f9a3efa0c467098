using System.Diagnostics;
using Registry.Grains.Interfaces;

namespace Registry.Hub;

/// <summary>Says in plain words why a check was answered as it was, and what to do about it.</summary>
/// <param name="Answer">The answer in one sentence.</param>
/// <param name="Why">Why.</param>
/// <param name="Mend">What to do; null where there is nothing to do.</param>
internal sealed record CheckWords(string Answer, string Why, string? Mend)
{
    public static CheckWords Of(CheckReason reason, string app, string scope, WorkspaceId workspace)
    {
        var (why, mend) = reason switch
        {
            CheckReason.Granted => (CheckTexts.WhyGranted, null),
            CheckReason.NotInstalled => (CheckTexts.WhyNotInstalled, CheckTexts.MendNotInstalled),
            CheckReason.AppSuspended => (CheckTexts.WhyAppSuspended, CheckTexts.MendAppSuspended),
            CheckReason.InstallationSuspended => (CheckTexts.WhyInstallationSuspended, CheckTexts.MendInstallationSuspended),
            CheckReason.UnknownScope => (CheckTexts.WhyUnknownScope, CheckTexts.MendUnknownScope),
            CheckReason.ScopeNotRequested => (CheckTexts.WhyNotRequested, CheckTexts.MendNotRequested),
            CheckReason.ScopeNotGranted => (CheckTexts.WhyNotGranted, CheckTexts.MendNotGranted),
            _ => throw new UnreachableException(reason.ToString()),
        };
        return new(Fill(reason == CheckReason.Granted ? CheckTexts.Yes : CheckTexts.No), Fill(why), mend is null ? null : Fill(mend));

        string Fill(string text) => Phrase.Of(text, app, scope, workspace);
    }
}
