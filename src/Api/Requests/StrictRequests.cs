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
            if (metadata.GetMetadata<BodyDoc>() is null && context.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: false })
            {
                await DemandNoBodyAsync(context);
            }
        }

        await next(context);
    });

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
