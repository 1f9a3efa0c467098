using Registry.Grains.Interfaces;

namespace Registry.Hub;

/// <summary>The topics of the catalog, by the kind of object that they are about, as an app stands to them.</summary>
internal static class TopicChoices
{
    public static IReadOnlyList<IGrouping<string, TopicChoice>> Of(Catalog catalog, App app, WebhookReport? report)
    {
        var subscribed = SubscribedTopics(app).ToHashSet();
        var reach = (report?.Topics ?? []).ToDictionary(topic => topic.Id);
        return [.. catalog.Topics
            .Select(topic => new TopicChoice(
                topic,
                topic.AlwaysSubscribed || subscribed.Contains(topic.Id),
                IsMet(topic, app),
                app.Live is { } live && subscribed.Contains(topic.Id) && !live.Topics.Contains(topic.Id),
                reach.GetValueOrDefault(topic.Id)))
            .GroupBy(choice => choice.Topic.Object)];
    }

    public static IEnumerable<TopicId> SubscribedTopics(App app) => app.Webhook?.Topics.Select(topic => topic.Id) ?? [];

    /// <summary>Whether the app requests a scope that the topic needs, or it needs none.</summary>
    public static bool IsMet(Topic topic, App app) => topic.RequiresAnyOf.IsEmpty || app.Scopes.Any(scope => topic.RequiresAnyOf.Contains(scope.Id));

    /// <summary>An object of the catalog as a heading: <c>contact_tag</c> is “Contact tag”.</summary>
    public static string Heading(string objectName)
    {
        var words = objectName.Replace('_', ' ');
        return words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
    }

    /// <summary>Where a group is in the page.</summary>
    public static string Anchor(string objectName) => $"topics-{objectName}";
}
