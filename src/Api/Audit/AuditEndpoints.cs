using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>Shows, exports and verifies audit logs: a workspace's, a developer's, and the platform's own.</summary>
internal static class AuditEndpoints
{
    private const string ExportExample =
        """
        {"log":"workspace/ws_acme","entries":1,"hash":"92b02cda2d3a2f2b5f0c9d2f6c55a1e6f1d5b8a3a3f0e7f3a1c0f1d4c7b6a591","exportedAt":"2026-11-23T16:00:00Z"}
        {"hash":"92b02cda2d3a2f2b5f0c9d2f6c55a1e6f1d5b8a3a3f0e7f3a1c0f1d4c7b6a591","entry":{"tenant":"workspace/ws_acme","sequence":1,"at":"2026-11-23T16:00:00Z","id":"01a21bf8328d7fd1bda49f57560e0fbf","actor":"workspace_admin:ws_acme","action":"audit_exported","subject":"audit/workspace/ws_acme","previous":"0000000000000000000000000000000000000000000000000000000000000000"}}
        """;

    public static void MapAudit(this IEndpointRouteBuilder routes)
    {
        Map(routes.MapGroup("/v1/workspaces/{workspace}/audit").RequireRoles(Permissions.ReadWorkspaceAudit), "Workspace", "a workspace", "Sign-ins of its admins, suspensions of its installations, and exports.");
        Map(routes.MapGroup("/v1/developers/{developer}/audit").RequireRoles(Permissions.ReadDeveloperAudit), "Developer", "a developer", "Sign-ins, and of its apps the submissions, reviews, suspensions and replaced secrets.");
        Map(routes.MapGroup("/v1/audit").RequireRoles(Permissions.ReadPlatformAudit), "Platform", "the platform", "What operators do anywhere, tokens of the registry's own issuer, and whatever was refused because it is another tenant's.");
    }

    private static void Map(RouteGroupBuilder group, string name, string whose, string what)
    {
        group.WithTags("Audit");
        group.MapGet("", ListAsync)
            .WithName($"List{name}Audit").WithSummary($"List the audit log of {whose}")
            .WithDescription($"{what} A change that was acknowledged is in it. What is changed besides is in the history of each installation and the versions of each app.")
            .Answers<PageResponse<AuditEntryResponse>>(StatusCodes.Status200OK, "One page of entries.")
            .Refuses(ProblemTypes.NotFound, ProblemTypes.InvalidCursor);
        group.MapGet("/export", ExportAsync)
            .WithName($"Export{name}Audit").WithSummary($"Export the audit log of {whose}")
            .WithDescription("All entries exactly as they are stored, one a line, after a line that says how many there are. The command audit verify checks the file, also where there is no registry. That it was exported is its last entry.")
            .AnswersText(StatusCodes.Status200OK, AuditExport.MediaType, "The log, as lines of JSON.", ExportExample)
            .Refuses(ProblemTypes.NotFound);
        group.MapGet("/verification", VerifyAsync)
            .WithName($"Verify{name}Audit").WithSummary($"Verify the audit log of {whose}")
            .WithDescription("Reads all of it, and tells of each entry that was changed, removed, put elsewhere or made anew since it was written.")
            .Answers<AuditVerificationResponse>(StatusCodes.Status200OK, "What was found.")
            .Refuses(ProblemTypes.NotFound);
    }

    private static async Task<IResult> ListAsync(AuditTarget target, AuditQuery filter, OrderQuery order, PageQuery page, IGrainFactory grains)
    {
        var filters = $"{order.Text}&{filter.Text}";
        var entries = await grains.GetAuditList().ListAsync(target.Tenant, filter.Filter, order.NewestFirst, page.AfterNumber(filters), page.Limit);
        return new JsonAnswer<PageResponse<AuditEntryResponse>>(page.Answer(entries, AuditEntryResponse.From, filters), ApiJson.Readable.PageResponseAuditEntryResponse);
    }

    private static AuditExport ExportAsync(AuditTarget target, Caller caller, IGrainFactory grains, TimeProvider clock) =>
        new AuditExport(target.Tenant, caller, grains, clock);

    private static async Task<IResult> VerifyAsync(AuditTarget target, HeadQuery head, IGrainFactory grains, CancellationToken cancellationToken) =>
        new JsonAnswer<AuditVerificationResponse>(
            AuditVerificationResponse.From(await grains.CheckAuditAsync(target.Tenant, head.Value, cancellationToken)),
            ApiJson.Readable.AuditVerificationResponse);
}
