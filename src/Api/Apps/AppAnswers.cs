using System.Diagnostics;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>Makes answers of what the grain of an app says.</summary>
internal static class AppAnswers
{
    public static IResult Of(App? app) => app is null ? Problems.NotFound : Of(AppResponse.From(app), StatusCodes.Status200OK);

    public static IResult Of(AppResult result) => result switch
    {
        AppResult.Accepted accepted => Of(
            AppResponse.From(accepted.App), accepted.Created ? StatusCodes.Status201Created : StatusCodes.Status200OK),
        AppResult.Refused(var reason) => Problems.Of(reason),
        _ => throw new UnreachableException(result.GetType().Name),
    };

    /// <summary>The answer to a change of scopes, which lists the topics that fell silent.</summary>
    public static IResult WithSilencedTopics(AppResult result) => result is AppResult.Accepted accepted
        ? Of(AppResponse.From(accepted.App) with { SilencedTopics = accepted.SilencedTopics }, StatusCodes.Status200OK)
        : Of(result);

    /// <summary>The answer to a call that registers the app where there is none: the first one has the client secret that came with it.</summary>
    public static IResult WithSecret(AppResult result, ClientSecretText secret) =>
        result is AppResult.Accepted { Created: true, App: var app } && app.OAuth.Secrets.Any(kept => kept.Id == secret.Kept.Id)
            ? Of(AppResponse.From(app) with { ClientSecret = secret.Text }, StatusCodes.Status201Created)
            : Of(result);

    private static JsonAnswer<AppResponse> Of(AppResponse app, int status) =>
        new(app, ApiJson.Readable.AppResponse) { Status = status, Version = app.ManifestVersion };
}
