using System.Diagnostics;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>Makes answers of what the grain of an installation says.</summary>
internal static class InstallationAnswers
{
    public static IResult Of(Installation? installation) =>
        installation is null ? Problems.NotFound : Of(installation, StatusCodes.Status200OK);

    public static IResult Of(InstallationResult result) => result switch
    {
        InstallationResult.Accepted accepted => Of(
            accepted.Installation, accepted.Created ? StatusCodes.Status201Created : StatusCodes.Status200OK),
        InstallationResult.Refused(var reason) => Problems.Of(reason),
        _ => throw new UnreachableException(result.GetType().Name),
    };

    public static IResult Of(Page<Installation> installations, PageQuery page, FilterQuery filter) =>
        new JsonAnswer<PageResponse<InstallationResponse>>(
            page.Answer(installations, InstallationResponse.From, filter.Text), ApiJson.Readable.PageResponseInstallationResponse);

    private static InstallationAnswer Of(Installation installation, int status) => new(installation, status);

    // What waits for consent comes with where an admin gives it.
    private sealed class InstallationAnswer(Installation installation, int status) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) =>
            new JsonAnswer<InstallationResponse>(InstallationResponse.From(installation), ApiJson.Readable.InstallationResponse)
            {
                Status = status,
                Version = installation.Revision,
                Link = installation.PendingScopes.IsEmpty ? null : httpContext.RequestServices.GetRequiredService<HubLinks>().ConsentTo(installation.Key),
            }.ExecuteAsync(httpContext);
    }
}
