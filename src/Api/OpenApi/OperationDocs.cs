using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Registry.Api;

/// <summary>Completes operations from what endpoints and binders say about themselves.</summary>
internal sealed class OperationDocs : IOpenApiOperationTransformer
{
    public async Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        operation.Parameters = [.. ParameterDocs.OfPath(context.Description.RelativePath ?? ""), .. ParameterDocs.Of(metadata.OfType<ParameterDoc>())];
        if (metadata.OfType<BodyDoc>().FirstOrDefault() is { } body)
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = !body.IsOptional,
                Description = "Members that are not listed are refused.",
                Content = await MediaTypes.JsonAsync("application/json", body.Type, context, cancellationToken),
            };
        }

        operation.Responses = [];
        foreach (var answer in metadata.OfType<AnswerDoc>())
        {
            operation.Responses[Text(answer.Status)] = new OpenApiResponse
            {
                Description = answer.Description,
                Headers = Headers(answer),
                Content = answer switch
                {
                    { Type: { } type } => await MediaTypes.JsonAsync("application/json", type, context, cancellationToken),
                    { MediaType: { } other } => new Dictionary<string, OpenApiMediaType> { [other] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String }, Example = answer.Example } },
                    _ => null,
                },
            };
        }

        foreach (var (status, problems) in ProblemDocs.Of(metadata).GroupBy(type => type.Status).OrderBy(group => group.Key).Select(group => (group.Key, group.ToArray())))
        {
            operation.Responses[Text(status)] = await ProblemDocs.ResponseAsync(problems, context, cancellationToken);
        }

        if (metadata.OfType<RolesRequirement>().LastOrDefault() is { Permitted: var permitted })
        {
            operation.Description = $"{operation.Description}\n\nRoles: {string.Join(", ", RoleNames.Of(permitted).Select(name => $"`{name}`"))}.";
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(DocumentDocs.Bearer, context.Document)] = [] }];
        }
        else
        {
            operation.Security = [];
        }
    }

    private static string Text(int status) => status.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static Dictionary<string, IOpenApiHeader>? Headers(AnswerDoc answer)
    {
        var headers = new Dictionary<string, IOpenApiHeader>();
        if (answer.HasETag)
        {
            headers["ETag"] = ETag(answer);
        }

        if (answer.Status == StatusCodes.Status201Created)
        {
            headers["Location"] = Location("The path of what was made: that of the request.", "/v1/apps/fin-reports");
        }
        else if (answer.Status == StatusCodes.Status202Accepted && answer.Type == typeof(ReplayResponse))
        {
            headers["Location"] = Location("The path of the replay.", "/v1/apps/fin-reports/replays/3");
        }

        if (answer.Type == typeof(CheckResponse))
        {
            headers["Link"] = Help();
        }
        else if (answer.Type == typeof(InstallationResponse))
        {
            headers["Link"] = Consent();
        }

        return headers.Count > 0 ? headers : null;
    }

    private static OpenApiHeader Location(string description, string example) => new()
    {
        Description = description,
        Required = true,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uri-reference" },
        Example = example,
    };

    private static OpenApiHeader Help() => new()
    {
        Description = "Where the check was denied and the Developer Hub is served: the page that says why and how to grant it. Absolute where the operator has set Hub:PublicUrl, else a path.",
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        Example = "</workspaces/ws_acme/installations/fin-reports/scopes/read_tags>; rel=\"help\"",
    };

    private static OpenApiHeader Consent() => new()
    {
        Description = "Where there are pendingScopes and the Developer Hub is served: the page where a workspace admin grants them. Absolute where the operator has set Hub:PublicUrl, else a path.",
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        Example = "</workspaces/ws_acme/install/fin-reports>; rel=\"urn:registry:consent\"",
    };

    private static OpenApiHeader ETag(AnswerDoc answer) => new()
    {
        Description = answer.Type == typeof(AppResponse) ? "The manifest version, for If-Match."
            : answer.Type == typeof(InstallationResponse) ? "The revision, for If-Match."
            : "Changes whenever the content does, for If-None-Match.",
        Required = true,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        Example = "\"7\"",
    };
}
