using System.Collections.Immutable;
using Registry.Front;
using Registry.Grains.Interfaces;

namespace Registry.Hub;

/// <summary>The fields with an app's redirect URIs and keys.</summary>
internal static class ClientForm
{
    public const string UrisField = "uris";

    public const string KeysField = "keys";

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

        return form.IsSound ? new(uris, keys.Length > 0 ? keys : null) : null;
    }
}
