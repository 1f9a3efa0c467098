using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace Registry.Api;

/// <summary>From which end a history is listed.</summary>
internal sealed record OrderQuery(bool NewestFirst) : IBindableFromHttpContext<OrderQuery>, IEndpointParameterMetadataProvider
{
    /// <summary>The order as part of what a cursor belongs to.</summary>
    public string Text => NewestFirst ? "newest" : "oldest";

    public static ValueTask<OrderQuery?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult<OrderQuery?>(new(QueryText.Single(context, "order") switch
        {
            null or "newest" or "desc" => true,
            "oldest" or "asc" => false,
            _ => throw QueryText.Fault("order", "Must be newest (the default) or oldest."),
        }));

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new ParameterDoc("order", "query", "newest or desc: newest first, the default. oldest or asc: oldest first.")
        {
            Values = ["newest", "oldest", "desc", "asc"],
            Example = "newest",
        });
}
