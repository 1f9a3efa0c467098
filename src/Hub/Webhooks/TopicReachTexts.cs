using Registry.Grains.Interfaces;

namespace Registry.Hub;

/// <summary>Says in how many workspaces a topic fires, and why not in the others.</summary>
internal static class TopicReachTexts
{
    /// <summary>The sentence; null where the app is installed nowhere.</summary>
    public static string? Of(TopicReach? reach)
    {
        if (reach is not { } counts || counts.Active + counts.Disabled + counts.MissingScope == 0)
        {
            return null;
        }

        string?[] parts =
        [
            counts.Active == 0 ? WebhookTexts.ReachNowhere : Phrase.Count(counts.Active, WebhookTexts.ReachActiveOne, WebhookTexts.ReachActiveMany),
            counts.Disabled == 0 ? null : Phrase.Count(counts.Disabled, WebhookTexts.ReachDisabledOne, WebhookTexts.ReachDisabledMany),
            counts.MissingScope == 0 ? null : Phrase.Count(counts.MissingScope, WebhookTexts.ReachMissing, WebhookTexts.ReachMissing),
        ];
        return $"{Phrase.List(parts.OfType<string>())}.";
    }
}
