using System.Collections.Immutable;
using System.Globalization;
using Registry.Front;
using Registry.Grains.Interfaces;

namespace Registry.Hub;

/// <summary>The fields with an app's redirect URIs and keys.</summary>
internal static class ClientForm
{
    public const string UrisField = "uris";

    public const string KeysField = "keys";

    public const string LifetimeField = "lifetime";

    private static readonly TimeSpan?[] Offered = [TimeSpan.FromHours(1), TimeSpan.FromHours(8), TimeSpan.FromDays(1)];

    private static readonly char[] Separators = ['\n', ' ', '\t'];

    /// <summary>Reads the fields; null, with the faults noted, where something is wrong with them.</summary>
    /// <param name="form">What was typed.</param>
    /// <param name="faultOfKeys">What is wrong with keys; null for nothing.</param>
    public static OAuthSettings? Read(FormInput form, Func<string, string?> faultOfKeys)
    {
        var uris = form[UrisField].Split(Separators, StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).ToImmutableArray();
        foreach (var uri in uris)
        {
            if (RedirectUriRule.Fault(uri) is { } fault)
            {
                form.Fault(UrisField, $"{uri}: {fault}");
            }
        }

        if (uris.Length > RedirectUriRule.MostOfApp)
        {
            form.Fault(UrisField, Phrase.Of(OAuthTexts.RedirectTooMany, RedirectUriRule.MostOfApp));
        }

        var keys = form[KeysField].Trim();
        if (keys.Length > 0 && faultOfKeys(keys) is { } wrong)
        {
            form.Fault(KeysField, wrong);
        }

        var lifetime = form[LifetimeField];
        var seconds = int.TryParse(lifetime, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? TimeSpan.FromSeconds(number) : (TimeSpan?)null;
        if (lifetime.Length > 0 && (seconds is not { } time || time < OAuthRules.ShortestLifetime || time > OAuthRules.LongestLifetime))
        {
            form.Fault(LifetimeField, OAuthTexts.LifetimeWrong);
        }

        return form.IsSound ? new(uris, keys.Length > 0 ? keys : null, seconds) : null;
    }

    /// <summary>What can be chosen for the lifetime of access tokens: the value of the field and the words.</summary>
    public static IEnumerable<(string Value, string Text)> Lifetimes(TimeSpan? present)
    {
        yield return ("", OAuthTexts.LifetimeNone);
        foreach (var lifetime in Offered.Append(present).OfType<TimeSpan>().Distinct().Order())
        {
            yield return (((int)lifetime.TotalSeconds).ToString(CultureInfo.InvariantCulture), Phrase.Of(OAuthTexts.LifetimeMinutes, (int)lifetime.TotalMinutes));
        }
    }
}
