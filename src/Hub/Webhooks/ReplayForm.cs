using Registry.Grains.Interfaces;

namespace Registry.Hub;

/// <summary>Reads the form that starts a replay.</summary>
internal static class ReplayForm
{
    public const string Since = "since";

    public const string Workspace = "only-workspace";

    public const string Topic = "only-topic";

    /// <summary>What is to be sent again; null, with each fault noted beside its field, where it can't be.</summary>
    public static ReplayRequest? Read(FormInput form, DateTimeOffset now)
    {
        if (!UtcField.TryParse(form[Since], out var since))
        {
            form.Fault(Since, form[Since].Length == 0 ? CommonTexts.FieldRequired : DeliveryTexts.SinceFault);
        }
        else if (since > now)
        {
            form.Fault(Since, DeliveryTexts.SinceFuture);
        }

        var workspace = Optional<WorkspaceId>(form, Workspace, DeliveryTexts.FaultWorkspace);
        var topic = Optional<TopicId>(form, Topic, DeliveryTexts.FaultTopic);
        return form.IsSound ? new(since, workspace, topic) : null;
    }

    private static T? Optional<T>(FormInput form, string field, string fault)
        where T : struct, IIdentifier<T>
    {
        if (T.TryParse(form[field], null, out var id))
        {
            return id;
        }

        if (form[field].Length > 0)
        {
            form.Fault(field, fault);
        }

        return null;
    }
}
