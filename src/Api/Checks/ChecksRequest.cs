using System.Collections.Immutable;
using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>Several checks at once, and the revision that the answer to each must at least reflect (0 where any will do).</summary>
internal sealed record ChecksRequest(ImmutableArray<ScopeCheck> Checks, ImmutableArray<long> MinRevisions)
    : IBindableFromHttpContext<ChecksRequest>, IEndpointParameterMetadataProvider
{
    public static async ValueTask<ChecksRequest?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var bytes = await BodyReader.ReadAsync(context);
        BodyReader.DemandJson(context, bytes);
        return ChecksReader.TryRead(bytes.Span) ?? Of(JsonBody<ChecksBody>.Read(bytes, context.RequestServices));
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => JsonBody<ChecksBody>.PopulateMetadata(parameter, builder);

    public static ChecksRequest Of(ChecksBody body) => new(
        ImmutableArray.CreateRange(body.Checks, check => new ScopeCheck(new(check.Workspace, check.App), check.Scope)),
        ImmutableArray.CreateRange(body.Checks, check => check.MinRevision ?? 0));
}
