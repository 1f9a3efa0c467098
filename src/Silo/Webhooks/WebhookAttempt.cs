using Registry.Grains;

namespace Registry.Silo;

/// <summary>An attempt, and what it means for those that follow.</summary>
/// <param name="Answer">What the caller gets.</param>
/// <param name="Outcome">One of <see cref="WebhookOutcome"/>.</param>
internal sealed record WebhookAttempt(WebhookAnswer Answer, string Outcome);
