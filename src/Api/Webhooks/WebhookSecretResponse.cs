using System.ComponentModel;

namespace Registry.Api;

/// <summary>The secret that notifications are signed with. Shown here and nowhere else.</summary>
[Example("""
    { "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "previousExpiresAt": "2026-11-24T10:15:30Z" }
    """)]
internal sealed record WebhookSecretResponse(
    [property: Description("The new secret; it signs from now on. The one before signs too, until it expires.")] string Secret,
    [property: Description("When the secret before stops signing; null where there was none.")] DateTime? PreviousExpiresAt);
