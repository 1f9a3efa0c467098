using System.Text.Json.Serialization;
using Scalar.AspNetCore;

namespace Registry.Api;

/// <summary>The reference, for programs and for people.</summary>
internal static class DocsExtensions
{
    public const string DocumentPath = $"/openapi/{ReferenceDocument.Name}.json";
    public const string PagePath = "/docs";

    // The page itself has inline script and style; what it can reach is what matters.
    private const string Policy =
        "default-src 'none'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; " +
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; base-uri 'self'; form-action 'none'; frame-ancestors 'none'";

    public static IServiceCollection AddDocs(this IServiceCollection services)
    {
        // Schemas are made from these options, so they have to read and write as ApiJson does.
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.TypeInfoResolver = ApiJson.Readable;
            options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
        });
        services.AddSingleton<ReferenceDocument>();
        return services.AddOpenApi(ReferenceDocument.Name, options =>
        {
            options.AddSchemaTransformer<SchemaDocs>();
            options.AddOperationTransformer<OperationDocs>();
            options.AddDocumentTransformer<DocumentDocs>();
            options.AddDocumentTransformer<NotificationDocs>();
        });
    }

    /// <summary>Everything on the page comes from here; the browser is told to load nothing from anybody else.</summary>
    public static void UseDocsPolicy(this WebApplication app) => app.UseWhen(
        context => context.Request.Path.StartsWithSegments(PagePath),
        branch => branch.Use((context, next) =>
        {
            context.Response.Headers.ContentSecurityPolicy = Policy;
            return next(context);
        }));

    public static void MapDocs(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(DocumentPath, (ReferenceDocument document) => document.GetAsync()).ExcludeFromDescription().AllowAnonymous();
        routes.MapScalarApiReference(PagePath, options =>
        {
            options.OpenApiRoutePattern = DocumentPath;
            options.DefaultFonts = false;
            options.Telemetry = false;
            options.Agent = new() { Disabled = true };
            options.Mcp = new() { Disabled = true };
            options.Title = "App installation registry";
            options.ShowDeveloperTools = DeveloperToolsVisibility.Never;
            options.HideClientButton = true;
            options.AddPreferredSecuritySchemes(DocumentDocs.Bearer);
        }).AllowAnonymous();
    }
}
