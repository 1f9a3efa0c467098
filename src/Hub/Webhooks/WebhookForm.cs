using Registry.Front;
using Registry.Grains.Interfaces;

namespace Registry.Hub;

/// <summary>Reads the form with an app's endpoint and topics.</summary>
internal static class WebhookForm
{
    public const string Url = "url";

    public const string Verify = "verify";

    public const string Profile = "profile";

    public const string Topics = "topic";

    /// <summary>Names one of the boxes, all of which are sent as <see cref="Topics"/>.</summary>
    public static string TopicField(TopicId topic) => $"topic.{topic}";

    /// <summary>What was typed; null, with each fault noted beside its field, where it can't be saved.</summary>
    public static WebhookDefinition? Read(FormInput form, App app, Catalog catalog, bool allowLoopbackHttp)
    {
        var url = form[Url];
        if ((url.Length == 0 ? CommonTexts.FieldRequired : WebhookUrlRule.Fault(url, allowLoopbackHttp)) is { } fault)
        {
            form.Fault(Url, fault);
        }

        var profile = EnumNames.Parse<RetryProfile>(form[Profile]);
        if (profile is null)
        {
            form.Fault(Profile, WebhookTexts.ProfileMissing);
        }

        var topics = ReadTopics(form).ToList();
        FaultUnmet(form, topics.Except(TopicChoices.SubscribedTopics(app)).Select(catalog.FindTopic).OfType<Topic>().Where(topic => !TopicChoices.IsMet(topic, app)), catalog);
        return form.IsSound ? new(url, [.. topics], profile!.Value) : null;
    }

    /// <summary>Notes beside each topic which scopes it needs.</summary>
    public static void FaultUnmet(FormInput form, IEnumerable<Topic> topics, Catalog catalog)
    {
        foreach (var topic in topics)
        {
            form.Fault(
                TopicField(topic.Id),
                Phrase.Of(topic.RequiresAnyOf.Length == 1 ? WebhookTexts.TopicNeedsOne : WebhookTexts.TopicNeedsAny, topic.Id, catalog.QuotedNamesOf(topic.RequiresAnyOf)));
        }
    }

    private static IEnumerable<TopicId> ReadTopics(FormInput form)
    {
        foreach (var text in form.All(Topics))
        {
            if (TopicId.TryParse(text, null, out var topic))
            {
                yield return topic;
            }
        }
    }
}
