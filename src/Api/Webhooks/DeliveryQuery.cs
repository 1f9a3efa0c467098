using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>Which deliveries of a list are asked for.</summary>
internal sealed record DeliveryQuery(DeliveryFilter Filter) : IBindableFromHttpContext<DeliveryQuery>, IEndpointParameterMetadataProvider
{
    /// <summary>The filter as part of what a cursor belongs to.</summary>
    public string Text => $"workspace={Filter.Workspace}&topic={Filter.Topic}&status={Filter.Status}";

    public static ValueTask<DeliveryQuery?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult<DeliveryQuery?>(new(new DeliveryFilter(Id<WorkspaceId>(context), Id<TopicId>(context), Status(context))));

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new ParameterDoc("workspace", "query", "Only those of this workspace.") { Pattern = WorkspaceId.Pattern, Example = "ws_acme" });
        builder.Metadata.Add(new ParameterDoc("topic", "query", "Only those of this topic.") { Pattern = TopicId.Pattern, Example = "company.created" });
        builder.Metadata.Add(new ParameterDoc("status", "query", "Only those of this status.") { Values = JsonNames.All<DeliveryStatus>(), Example = "failed" });
    }

    private static T? Id<T>(HttpContext context)
        where T : struct, IIdentifier<T>
    {
        if (QueryText.Single(context, T.Word) is not { } text)
        {
            return null;
        }

        return T.TryParse(text, null, out var id) ? id : throw QueryText.Fault(T.Word, $"Must be {T.Rule}.");
    }

    private static DeliveryStatus? Status(HttpContext context)
    {
        if (QueryText.Single(context, "status") is not { } text)
        {
            return null;
        }

        return JsonNames.TryParse(text, out DeliveryStatus status)
            ? status
            : throw QueryText.Fault("status", $"Must be one of {string.Join(", ", JsonNames.All<DeliveryStatus>())}.");
    }
}
