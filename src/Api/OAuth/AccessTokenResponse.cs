using System.ComponentModel;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>An access token of an installation, without itself.</summary>
internal sealed record AccessTokenResponse(
    [property: Description("Names it.")] AccessTokenId Id,
    [property: Description("What a person calls it; null for nothing.")] string? Name,
    [property: Description("When the app got it, UTC.")] DateTime CreatedAt,
    [property: Description("Who consented.")] string CreatedBy,
    [property: Description("Whether it expires, and the app refreshes it from time to time.")] bool Expires)
{
    public static AccessTokenResponse From(AccessToken token) => new(token.Id, token.Name, token.CreatedAt.UtcDateTime, token.CreatedBy, token.Expires);
}
