using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.Features;

namespace Registry.Api;

/// <summary>Refuses what no binder of an endpoint would look at, so that it is noticed instead of ignored.</summary>
internal static class StrictRequests
{
    private static readonly JsonTypeInfo Empty = ApiJson.Readable.GetTypeInfo(typeof(EmptyBody))!;

    /// <summary>Comes after authorization: who may not call learns nothing about how to.</summary>
    public static void UseStrictRequests(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (context.GetEndpoint()?.Metadata is { } metadata && metadata.GetMetadata<RolesRequirement>() is not null)
        {
            if (context.Request.QueryString.HasValue)
            {
                DemandKnownParameters(context.Request.Query, metadata);
            }

            if (metadata.GetMetadata<BodyDoc>() is null && context.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: false })
            {
                await DemandNoBodyAsync(context);
            }
        }

        await next(context);
    });

    // The collection finds names in any case; the contract has them in one.
    private static void DemandKnownParameters(IQueryCollection query, EndpointMetadataCollection metadata)
    {
        var known = metadata.GetOrderedMetadata<ParameterDoc>().Where(parameter => parameter.In == "query").Select(parameter => parameter.Name).ToArray();
        var faults = new Faults();
        foreach (var name in query.Keys.Where(name => !known.Contains(name, StringComparer.Ordinal)))
        {
            faults.Add(JsonWords.Shorten(name), known.Length == 0
                ? "Is no parameter: this call has none in its query."
                : $"Is no parameter of this call. Those in its query are: {string.Join(", ", known)}.");
        }

        if (faults.Any)
        {
            throw new ProblemException(Problems.InvalidRequest(faults));
        }
    }

    private static async ValueTask DemandNoBodyAsync(HttpContext context)
    {
        var bytes = await BodyReader.ReadAsync(context);
        if (!bytes.IsEmpty)
        {
            BodyReader.DemandJson(context, bytes);
            BodyInspector.Inspect(bytes, Empty, context.RequestServices);
        }
    }
}
