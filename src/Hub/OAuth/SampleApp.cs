using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Registry.Front;
using Registry.Grains.Interfaces;

namespace Registry.Hub;

/// <summary>
/// The app that the Hub brings along, for a developer to see the flow with. It is an app like any other, a private one of whoever
/// tries it; the part of it that other apps run on a server is a script in a page of the Hub (<c>try.js</c>), which talks to the
/// registry by HTTP as they do.
/// </summary>
internal static class SampleApp
{
    /// <summary>Where a developer sets it up.</summary>
    public const string SetUpPath = "/oauth/try";

    /// <summary>Its own page: the only address that it is sent codes to.</summary>
    public const string OwnPath = "/oauth/try/app";

    // One that is left in place, and one to leave out or to revoke.
    private const int MostScopes = 2;

    private const int IdBytes = 5;

    /// <summary>The one of a developer: always the same, so that trying again makes no other.</summary>
    public static AppId IdOf(DeveloperId developer) =>
        AppId.Parse($"sample-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(developer.Value))[..IdBytes])}");

    /// <summary>What it asks for: the first scopes of the catalog.</summary>
    public static ImmutableArray<ScopeId> ScopesOf(Catalog catalog) => [.. catalog.Scopes.Take(MostScopes).Select(scope => scope.Id)];

    /// <summary>Registers it, or takes the one that there is, and gives it a secret that nobody else has.</summary>
    /// <param name="grain">The grain of the app with this id.</param>
    /// <param name="developer">Whose it is.</param>
    /// <param name="workspace">Where it can be installed.</param>
    /// <param name="redirectUri">Its own page, as the browser knows it.</param>
    /// <param name="catalog">What it asks from.</param>
    /// <param name="change">On whose behalf. Each step can be made again, so what was interrupted is mended by the next time.</param>
    public static async Task<(Refusal? Refusal, string Secret)> SetUpAsync(
        IAppGrain grain, DeveloperId developer, WorkspaceId workspace, string redirectUri, Catalog catalog, ChangeContext change)
    {
        var secret = ClientSecretText.Create();
        var result = await grain.PutAsync(Define(developer, workspace, catalog, secret.Kept), change);
        if (result is AppResult.Accepted)
        {
            result = await grain.SetOAuthAsync(new([redirectUri]), change);
        }

        if (result is AppResult.Accepted(var app, _, _, _) && app.OAuth.Secrets.All(kept => kept.Id != secret.Kept.Id))
        {
            // Those of earlier times, which no page has any more.
            foreach (var kept in app.OAuth.Secrets)
            {
                await grain.RevokeClientSecretAsync(kept.Id, change);
            }

            result = await grain.AddClientSecretAsync(secret.Kept, change);
        }

        return ((result as AppResult.Refused)?.Reason, secret.Text);
    }

    private static AppDefinition Define(DeveloperId developer, WorkspaceId workspace, Catalog catalog, NewClientSecret secret) => new()
    {
        Name = TryTexts.AppName,
        Developer = developer,
        Visibility = AppVisibility.Private,
        Workspaces = [workspace],
        Scopes = [.. ScopesOf(catalog).Select(scope => new RequestedScope(scope, TryTexts.Reason))],
        FirstSecret = secret,
    };
}
