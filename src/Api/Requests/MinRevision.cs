using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace Registry.Api;

/// <summary>The revision that an answer must at least reflect; 0 where any will do.</summary>
internal sealed record MinRevision(long Value) : IBindableFromHttpContext<MinRevision>, IEndpointParameterMetadataProvider
{
    private static readonly MinRevision None = new(0);

    public static ValueTask<MinRevision?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult<MinRevision?>(context.Request.QueryString.HasValue && QueryText.Number(context, "minRevision", 0, long.MaxValue) is { } revision
            ? new MinRevision(revision)
            : None);

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new ParameterDoc("minRevision", "query", "The revision that the answer must at least reflect; where it would be older, 409 stale_revision.")
        {
            Least = 0,
            Most = long.MaxValue,
            Example = "7",
        });
}
