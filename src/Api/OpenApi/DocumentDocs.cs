using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Registry.Api;

/// <summary>What the reference says about the API as a whole.</summary>
internal sealed class DocumentDocs : IOpenApiDocumentTransformer
{
    public const string Bearer = "bearer";

    private static readonly (string Name, string Description)[] Tags =
    [
        ("Catalog", "What the platform offers: scopes, scope groups, capabilities and topics."),
        ("Apps", "What an app asks for, its review, and whether it is suspended everywhere."),
        ("Installations", "What a workspace has granted to an app, and every change of it."),
        ("Audit", "What was done where it matters for security, in logs that prove it."),
        ("OAuth", "How apps get into workspaces: redirect URIs, client secrets, access tokens. The protocol itself is in docs/oauth.md."),
        ("Checks", "May this app do this in this workspace, now?"),
        ("Events", "What happened in a workspace, on its way to the apps."),
        ("Deliveries", "What was sent to an app, and what came of it."),
        ("Health", "How the process is, for orchestrators and load balancers. Needs no token."),
    ];

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "App installation registry",
            Version = "v1",
            Description = """
                Which app is installed in which workspace, and what it may touch there.

                Errors are problem details (RFC 9457) with a stable `type` of the form `urn:registry:problem:{slug}`.
                Every changing call takes `If-Match` and `Idempotency-Key`. Times are ISO 8601, UTC.
                HEAD is answered wherever GET is.
                """,
        };
        document.Servers = [new OpenApiServer { Url = "/", Description = "The registry that this comes from." }];
        document.Tags = Tags.Select(tag => new OpenApiTag { Name = tag.Name, Description = tag.Description }).ToHashSet();
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Bearer] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                BearerFormat = "JWT",
                Description = "A JSON Web Token of the configured issuer with the claim `role` (one or several of operator, developer, workspace_admin, service) and, by role, `developer` or `workspace`.",
            },
        };
        return Task.CompletedTask;
    }
}
