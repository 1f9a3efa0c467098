using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>Revokes tokens that somebody found where they should not be, such as a scanner of code, and tells whom it concerns.</summary>
internal static class TokenReportEndpoints
{
    private const string Revoked = "revoked";
    private const string NotGood = "not_good";

    public static void MapTokenReports(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/v1/token-reports", ReportAsync).RequireRoles(Permissions.ReportTokens).WithTags("OAuth")
            .WithName("ReportTokens").WithSummary("Report access tokens that leaked")
            .WithDescription("Each that is good is revoked, with all that came of it, and the audit logs of the workspace and of the app's developer tell where it was found. It may be repeated: what is not good any more changes nothing.")
            .Answers<TokenReportResponse>(StatusCodes.Status200OK, "What became of each.")
            .Refuses()
            .WithMetadata(ChangingCall.Instance);

    private static async Task<IResult> ReportAsync(HttpContext context, JsonBody<TokenReportBody> body, Caller caller, IGrainFactory grains)
    {
        var results = ImmutableArray.CreateBuilder<string>();
        foreach (var text in body.Value.Tokens)
        {
            results.Add(await RevokeAsync(context, text, body.Value.Source, caller, grains) ? Revoked : NotGood);
        }

        return new JsonAnswer<TokenReportResponse>(new(results.DrainToImmutable()), ApiJson.Readable.TokenReportResponse);
    }

    private static async Task<bool> RevokeAsync(HttpContext context, string text, string source, Caller caller, IGrainFactory grains)
    {
        if (!AccessTokenText.TryReadAny(text, out var token))
        {
            return false;
        }

        var installation = grains.GetInstallation(token.Installation);
        if (!await installation.HasTokenAsync(token.Proof))
        {
            return false;
        }

        // First: after a crash the token is still good, and a repetition tells nobody twice.
        var subject = $"installation/{token.Installation}";
        var found = AuditEvents.Of(context, caller, AuditAction.AccessTokenLeaked, subject) with { Id = $"{subject}/token/{token.Id}/leaked", Reason = source };
        await grains.GetAuditLog(AuditTenant.Of(token.Installation.Workspace)).AppendAsync(found);
        if (await grains.GetApp(token.Installation.App).GetAsync(developer: null) is { } app)
        {
            await grains.GetAuditLog(AuditTenant.Of(app.Developer)).AppendAsync(found);
        }

        return await installation.RevokeShownTokenAsync(token.Proof, new(caller.Actor, RequestTrace.IdOf(context)));
    }
}
