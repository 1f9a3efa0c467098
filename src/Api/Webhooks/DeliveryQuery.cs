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
        ValueTask.FromResult<DeliveryQuery?>(new(new DeliveryFilter(
            QueryText.Id<WorkspaceId>(context, WorkspaceId.Word), QueryText.Id<TopicId>(context, TopicId.Word), QueryText.Choice<DeliveryStatus>(context, "status"))));

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new ParameterDoc("workspace", "query", "Only those of this workspace.") { Pattern = WorkspaceId.Pattern, Example = "ws_acme" });
        builder.Metadata.Add(new ParameterDoc("topic", "query", "Only those of this topic.") { Pattern = TopicId.Pattern, Example = "company.created" });
        builder.Metadata.Add(new ParameterDoc("status", "query", "Only those of this status.") { Values = JsonNames.All<DeliveryStatus>(), Example = "failed" });
    }
}
