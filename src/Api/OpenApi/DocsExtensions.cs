using Scalar.AspNetCore;

namespace Registry.Api;

/// <summary>The reference, for programs and for people.</summary>
internal static class DocsExtensions
{
    public const string DocumentPath = "/openapi/v1.json";
    public const string PagePath = "/docs";

    public static IServiceCollection AddDocs(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.AddSchemaTransformer<SchemaDocs>();
        options.AddOperationTransformer<OperationDocs>();
        options.AddDocumentTransformer<DocumentDocs>();
    });

    public static void MapDocs(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        routes.MapScalarApiReference(PagePath, options =>
        {
            // Everything comes from here: no page of a registry calls out to anybody.
            options.OpenApiRoutePattern = DocumentPath;
            options.DefaultFonts = false;
            options.Title = "App installation registry";
        }).AllowAnonymous();
        routes.MapGet("/", () => TypedResults.Redirect(PagePath)).AllowAnonymous().ExcludeFromDescription();
    }
}
