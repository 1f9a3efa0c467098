using Registry.Grains.Interfaces;
using AppDecision = Registry.Grains.Decision<Registry.Grains.AppRecord, Registry.Grains.Interfaces.AppAction>;

namespace Registry.Grains;

/// <summary>How an app may take part in OAuth, and what comes of a change of that. Needs no storage.</summary>
internal static class ClientRules
{
    public static AppDecision Set(AppRecord current, OAuthSettings settings, Catalog catalog, Stamp stamp) =>
        AppVersioning.Advance(current, current with { RedirectUris = [.. settings.RedirectUris.Distinct(StringComparer.Ordinal)], ClientKeys = settings.Keys, TokenLifetime = settings.TokenLifetime }, AppAction.OAuthSet, catalog, stamp);

    public static AppDecision AddSecret(AppRecord current, NewClientSecret secret, Catalog catalog, Stamp stamp) =>
        current.ClientSecrets.Length >= AppOAuth.MostSecrets
            ? new Refusal.Conflict($"The app has {AppOAuth.MostSecrets} client secrets, as many as a rotation needs. Revoke the one that is not used any more first.")
            : AppVersioning.Advance(current, current with { ClientSecrets = [Of(secret, stamp), .. current.ClientSecrets] }, AppAction.ClientSecretCreated, catalog, stamp);

    public static AppDecision RevokeSecret(AppRecord current, ClientSecretId secretId, Catalog catalog, Stamp stamp) =>
        AppVersioning.Advance(current, current with { ClientSecrets = current.ClientSecrets.RemoveAll(secret => secret.Id == secretId) }, AppAction.ClientSecretRevoked, catalog, stamp);

    public static ClientSecret Of(NewClientSecret secret, Stamp stamp) => new(secret.Id, secret.Hash, secret.Hint, stamp.At);
}
