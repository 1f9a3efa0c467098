using Registry.Grains.Interfaces;

namespace Registry.Hub;

/// <summary>Says what a change of scopes does to the installations that there are.</summary>
internal static class ScopeImpactTexts
{
    /// <summary>One sentence for each effect; none where no installation notices anything.</summary>
    public static IEnumerable<string> Of(ScopeChangePreview preview)
    {
        if (preview.WithSilencedTopics > 0)
        {
            yield return Phrase.Of(
                ScopeTexts.ImpactSilenced,
                Phrase.Count(preview.SilencedTopics.Length, ScopeTexts.TopicFallsSilent, ScopeTexts.TopicsFallSilent),
                Installations(preview.WithSilencedTopics, preview, ScopeTexts.InWorkspace, ScopeTexts.InWorkspaces));
        }

        if (preview.WithLostScopes > 0)
        {
            yield return Installations(preview.WithLostScopes, preview, ScopeTexts.ImpactLost, ScopeTexts.ImpactLostMany);
        }

        if (preview.WithPendingConsent > 0)
        {
            yield return Installations(preview.WithPendingConsent, preview, ScopeTexts.ImpactConsent, ScopeTexts.ImpactConsentMany);
        }
    }

    // An app with very many installations is not counted to the end.
    private static string Installations(int number, ScopeChangePreview preview, string one, string many) =>
        preview.IsComplete ? Phrase.Count(number, one, many) : Phrase.Of(many, Phrase.Of(ScopeTexts.AtLeast, Phrase.Number(number)));
}
