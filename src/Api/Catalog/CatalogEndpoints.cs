using System.Text.Json;
using Microsoft.Net.Http.Headers;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>Serves the catalog.</summary>
internal static class CatalogEndpoints
{
    private const int FormVersion = 1;

    public static void MapCatalog(this IEndpointRouteBuilder routes)
    {
        var catalog = routes.ServiceProvider.GetRequiredService<Catalog>();
        var tag = new EntityTagHeaderValue($"\"{catalog.ETag}\"");
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new CatalogResponse(FormVersion, catalog.Groups, catalog.Scopes, catalog.Capabilities, catalog.Topics),
            ApiJson.Readable.CatalogResponse);

        // Bytes with an ETag: the framework looks at If-None-Match (304) and If-Match (412) itself (RFC 9110 section 13.1).
        routes.MapGet("/v1/catalog", IResult () => TypedResults.Bytes(body, "application/json", entityTag: tag))
            .RequireRoles(Permissions.ReadCatalog)
            .WithTags("Catalog")
            .WithMetadata(StorableAnswer.Instance)
            .WithName("GetCatalog")
            .WithSummary("Get the catalog")
            .WithDescription("The scopes, scope groups, capabilities and topics that the platform offers. With If-None-Match, 304 while nothing has changed.")
            .WithMetadata(new ParameterDoc("If-None-Match", "header", "An ETag as given before: 304 without a body while the catalog is still the same.") { Example = "\"4f2a…\"" })
            .Answers<CatalogResponse>(StatusCodes.Status200OK, "The catalog.", hasETag: true)
            .Answers(StatusCodes.Status304NotModified, "The catalog is still the one with that ETag.")
            .Refuses(ProblemTypes.PreconditionFailed);
    }
}
