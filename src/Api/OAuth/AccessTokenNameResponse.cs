using System.ComponentModel;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>An access token in the history of an installation.</summary>
internal sealed record AccessTokenNameResponse(
    [property: Description("Names it.")] AccessTokenId Id,
    [property: Description("What a person called it; null for nothing.")] string? Name)
{
    public static AccessTokenNameResponse From(AccessTokenName token) => new(token.Id, token.Name);
}
