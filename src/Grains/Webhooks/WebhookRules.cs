using Registry.Grains.Interfaces;
using AppDecision = Registry.Grains.Decision<Registry.Grains.AppRecord, Registry.Grains.Interfaces.AppAction>;

namespace Registry.Grains;

/// <summary>What may be changed in an app's endpoint besides its address, and what comes of it. Needs no storage.</summary>
internal static class WebhookRules
{
    // A notification carries a signature for each, and headers have limits.
    private const int MaxSecrets = 4;

    /// <summary>Puts a secret in front; the one before stays valid until <paramref name="overlap"/> has passed.</summary>
    public static AppDecision RotateSecret(AppRecord current, string protectedSecret, TimeSpan overlap, Catalog catalog, Stamp stamp)
    {
        if (current.Webhook is null)
        {
            return new Refusal.Conflict("The app has no webhook endpoint. Set one first.");
        }

        var before = current.WebhookSecrets
            .Select(secret => secret.ExpiresAt is null ? secret with { ExpiresAt = stamp.At + overlap } : secret)
            .Where(secret => secret.ExpiresAt > stamp.At);
        var secrets = before.Prepend(new SigningSecret(protectedSecret, stamp.At)).Take(MaxSecrets);
        return AppVersioning.Advance(current, current with { WebhookSecrets = [.. secrets] }, AppAction.WebhookSecretRotated, catalog, stamp);
    }

    /// <summary>Sends nothing more to an endpoint that has answered 410.</summary>
    public static AppDecision Disable(AppRecord current, string url, Catalog catalog, Stamp stamp) =>
        current.Webhook?.Url != url || current.WebhookGoneAt is not null
            ? new AppDecision.Unchanged()
            : AppVersioning.Advance(current, current with { WebhookGoneAt = stamp.At }, AppAction.WebhookDisabled, catalog, stamp);

    /// <summary>The decision with a secret to sign with, wherever there is an endpoint.</summary>
    public static AppDecision WithSecret(AppDecision decision, Func<string> create, Stamp stamp) =>
        decision is AppDecision.Change({ } action, { Webhook: not null, WebhookSecrets.IsEmpty: true } next)
            ? new AppDecision.Change(action, next with { WebhookSecrets = [new(create(), stamp.At)] })
            : decision;
}
