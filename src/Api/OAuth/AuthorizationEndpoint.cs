using System.Collections.Immutable;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using OpenIddict.Abstractions;
using Registry.Grains.Interfaces;
using Errors = OpenIddict.Abstractions.OpenIddictConstants.Errors;
using PromptValues = OpenIddict.Abstractions.OpenIddictConstants.PromptValues;

namespace Registry.Api;

/// <summary>
/// Where apps send workspace admins to. What gets here was found to be in order by the protocol; a page asks for consent, and
/// the same request comes back with the answer.
/// </summary>
internal static class AuthorizationEndpoint
{
    // It goes through addresses, encrypted, which browsers and proxies cut off somewhere beyond 8,000 characters.
    private const int MostQuery = 3_000;

    public static void MapAuthorization(this WebApplication app)
    {
        if (HubExtensions.IsServed(app.Configuration))
        {
            app.MapMethods(AuthorizationTickets.AuthorizePath, [HttpMethods.Get, HttpMethods.Post], AuthorizeAsync)
                .AllowAnonymous().ExcludeFromDescription().WithMetadata(AnswerForPeople.Instance);
        }
    }

    private static async Task<IResult> AuthorizeAsync(HttpContext context, AuthorizationTickets tickets, IGrainFactory grains)
    {
        if (context.GetOpenIddictServerResponse() is { Error: not null } error)
        {
            return new AuthorizationFault(error.ErrorDescription ?? error.Error);
        }

        // Another address, or another method, that got here by routing alone.
        if (context.GetOpenIddictServerRequest() is not { } request || !AppId.TryParse(request.ClientId, null, out var app))
        {
            return Results.NotFound();
        }

        if (await grains.GetApp(app).GetLiveManifestAsync() is not { } manifest)
        {
            return ProtocolAnswers.Refuse(Errors.UnauthorizedClient, "There is no such app any more.");
        }

        if (ReadScopes(request, manifest, out var scopes) is { } fault)
        {
            return ProtocolAnswers.Refuse(Errors.InvalidScope, fault);
        }

        var query = QueryOf(request);
        if (query.Length > MostQuery)
        {
            return ProtocolAnswers.Refuse(Errors.InvalidRequest, $"The request is too long: state and all else may have {MostQuery} characters together. Keep what you need with yourself, and send a short state.");
        }

        return (string?)request[AuthorizationTickets.AnswerParameter] is { } answer
            ? await AnswerAsync(context, tickets.ReadAnswer(query, answer), app, grains)
            : await AskAsync(context, request, tickets, new(query, app, scopes, request.RedirectUri!, default));
    }

    private static async Task<IResult> AskAsync(HttpContext context, OpenIddictRequest request, AuthorizationTickets tickets, AuthorizationAsk ask)
    {
        if (request.HasPromptValue(PromptValues.None))
        {
            return await SignedIn.PrincipalAsync(context) is null
                ? ProtocolAnswers.Refuse(Errors.LoginRequired, "Nobody is signed in, and prompt=none forbids to ask.")
                : ProtocolAnswers.Refuse(Errors.ConsentRequired, "A workspace admin has to consent, and prompt=none forbids to ask.");
        }

        if (request.HasPromptValue(PromptValues.Login) || request.HasPromptValue(PromptValues.SelectAccount))
        {
            await SignedIn.EndAsync(context);
        }

        return Results.Redirect(tickets.Address(ask));
    }

    private static async Task<IResult> AnswerAsync(HttpContext context, AuthorizationAnswer? answer, AppId app, IGrainFactory grains)
    {
        // Whoever is signed in now is not who answered, or it took too long to come back.
        if (answer is null || await SignedIn.ActorAsync(context, Permissions.Consent) != answer.Actor)
        {
            return new AuthorizationFault("The consent came too late, or belongs to another request or person. Start again from the app.");
        }

        if (answer.Installation is not { } installation || installation.App != app)
        {
            return ProtocolAnswers.Refuse(Errors.AccessDenied, "The workspace admin declined.");
        }

        var effective = await grains.GetInstallation(installation).GetEffectiveScopesAsync();
        return Results.SignIn(OAuthClaims.OfCode(answer, installation, effective.Scopes), authenticationScheme: ProtocolAnswers.Scheme);
    }

    // Unknown ones as well: what the catalog does not have no app requests.
    private static string? ReadScopes(OpenIddictRequest request, LiveManifest manifest, out ImmutableArray<ScopeId>? scopes)
    {
        scopes = null;
        var names = request.GetScopes();
        if (names.IsEmpty)
        {
            return null;
        }

        var foreign = names.Where(name => !ScopeId.TryParse(name, null, out var scope) || !manifest.Scopes.Contains(scope)).ToArray();
        if (foreign.Length > 0)
        {
            return $"The app does not request {Words.List([.. foreign.Select(JsonWords.Shorten)])}. Ask for scopes that its live version requests, or leave scope out for all of them.";
        }

        scopes = [.. names.Select(name => ScopeId.Parse(name))];
        return null;
    }

    // The request as it is asked again with the answer, however it came first.
    private static string QueryOf(OpenIddictRequest request) => QueryString.Create(
        request.GetParameters()
            .Where(parameter => parameter.Key != AuthorizationTickets.AnswerParameter)
            .Select(parameter => KeyValuePair.Create(parameter.Key, (string?)parameter.Value))).Value!;
}
