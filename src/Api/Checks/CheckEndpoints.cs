using System.Buffers;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>Answers "may app A do S in workspace W?".</summary>
internal static class CheckEndpoints
{
    /// <summary>The name of the endpoint for a single check.</summary>
    public const string Single = "CheckScope";

    /// <summary>The name of the endpoint for a batch.</summary>
    public const string Many = "CheckScopes";

    /// <summary>Where it is.</summary>
    public const string ManyPath = Root + ManyPattern;

    private const string Root = "/v1";
    private const string ManyPattern = "/checks";

    public static void MapChecks(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(Root).WithTags("Checks").RequireRoles(Permissions.Check).WithMetadata(CheckCall.Instance);
        group.MapGet("/workspaces/{workspace}/installations/{app}/scopes/{scope}", CheckAsync)
            .WithName(Single).WithSummary("Check one scope")
            .WithDescription("Whether the app may use the scope in the workspace, now. A check of what was never installed is denied as not_installed. A denied one has a Link to a page for people, with the relation help, which says why and how to grant it.")
            .Answers<CheckResponse>(StatusCodes.Status200OK, "The answer, allowed or denied.")
            .Refuses(ProblemTypes.NotFound, ProblemTypes.StaleRevision);
        group.MapGet("/workspaces/{workspace}/installations/{app}/scopes", GetEffectiveScopesAsync)
            .WithName("GetEffectiveScopes").WithSummary("Get all effective scopes")
            .WithDescription("Everything that the app may do in the workspace, now.")
            .Answers<EffectiveScopesResponse>(StatusCodes.Status200OK, "The effective scopes.")
            .Refuses(ProblemTypes.NotFound, ProblemTypes.StaleRevision);
        group.MapPost(ManyPattern, CheckManyAsync)
            .WithName(Many).WithSummary("Check up to 1000 scopes")
            .WithDescription($"Each check as the single one, results in the same order. A stale one fails the whole request and is named by index. Where the Developer Hub is served, its page `{HubLinks.Template}` says of each why it was denied and how to grant it.")
            .Answers<ChecksResponse>(StatusCodes.Status200OK, "The answers, allowed or denied.")
            .Refuses(ProblemTypes.NotFound, ProblemTypes.StaleRevision);
    }

    private static async Task<IResult> CheckAsync(InstallationTarget target, RouteId<ScopeId> scopeId, MinRevision minRevision, IScopeChecks checks, HubLinks help)
    {
        var decision = await checks.CheckAsync(target.Key, scopeId.Value);
        return decision.Revision < minRevision.Value
            ? Problems.StaleRevision(decision.Revision, minRevision.Value)
            : new JsonAnswer<CheckResponse>(CheckResponse.From(decision), ApiJson.Readable.CheckResponse)
            {
                Link = decision.Allowed ? null : help.LinkTo(target.Key, scopeId.Value),
            };
    }

    private static async Task<IResult> GetEffectiveScopesAsync(InstallationTarget target, MinRevision minRevision, IGrainFactory grains)
    {
        var effective = await grains.GetInstallation(target.Key).GetEffectiveScopesAsync();
        return effective.Revision < minRevision.Value
            ? Problems.StaleRevision(effective.Revision, minRevision.Value)
            : new JsonAnswer<EffectiveScopesResponse>(new(effective.Scopes, effective.Revision), ApiJson.Readable.EffectiveScopesResponse);
    }

    private static async Task<IResult> CheckManyAsync(ChecksRequest request, Caller caller, IScopeChecks checks)
    {
        using (request)
        {
            Demand(caller, request.Checks.Span);
            var decisions = ArrayPool<ScopeDecision>.Shared.Rent(request.Count);
            try
            {
                await checks.CheckManyAsync(request.Checks, decisions.AsMemory(0, request.Count));
                return Answer(decisions.AsSpan(0, request.Count), request.MinRevisions);
            }
            finally
            {
                ArrayPool<ScopeDecision>.Shared.Return(decisions);
            }
        }
    }

    private static void Demand(Caller caller, ReadOnlySpan<ScopeCheck> checks)
    {
        foreach (ref readonly var check in checks)
        {
            caller.Demand(check.Installation.Workspace);
        }
    }

    private static IResult Answer(ReadOnlySpan<ScopeDecision> decisions, ReadOnlySpan<long> minRevisions)
    {
        for (var index = 0; index < decisions.Length; index++)
        {
            if (decisions[index].Revision < minRevisions[index])
            {
                return Problems.StaleRevision(decisions[index].Revision, minRevisions[index], index);
            }
        }

        return new ChecksAnswer(decisions);
    }
}
