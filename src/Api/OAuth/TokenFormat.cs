using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using Registry.Grains.Interfaces;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Registry.Api;

/// <summary>
/// How codes and tokens look. A code holds what was consented to, encrypted, so that nothing is stored before it is used; an
/// access token names its installation, which knows by its hash whether it is good.
/// </summary>
internal sealed class TokenFormat(IDataProtectionProvider protection, ITokenChecks tokens) : IOpenIddictServerHandler<GenerateTokenContext>, IOpenIddictServerHandler<ValidateTokenContext>
{
    private const string CodePrefix = "registry_ac_";

    private const string Code = TokenTypeIdentifiers.Private.AuthorizationCode;

    private readonly IDataProtector codes = protection.CreateProtector("Registry.Api.AuthorizationCode");

    public ValueTask HandleAsync(GenerateTokenContext context)
    {
        context.Token = context.TokenType switch
        {
            Code => Write(context.Principal.Clone().SetTokenType(Code)),
            TokenTypeIdentifiers.AccessToken => OAuthClaims.TokenOf(context.Principal),
            TokenTypeIdentifiers.RefreshToken => OAuthClaims.RefreshOf(context.Principal),
            _ => throw new InvalidOperationException($"The registry gives out no {context.TokenType}."),
        };
        return ValueTask.CompletedTask;
    }

    public async ValueTask HandleAsync(ValidateTokenContext context)
    {
        if (context.Principal is not null)
        {
            return;
        }

        context.Principal = context.EndpointType switch
        {
            OpenIddictServerEndpointType.Token when context.ValidTokenTypes.SetEquals([Code]) => ReadCode(context.Token),

            // What they are worth is found out with what they are used for, in one step.
            OpenIddictServerEndpointType.Token when context.ValidTokenTypes.SetEquals([TokenTypeIdentifiers.RefreshToken]) && AccessTokenText.TryReadRefresh(context.Token, out var refresh) =>
                OAuthClaims.OfShown(refresh, []),
            OpenIddictServerEndpointType.Revocation when AccessTokenText.TryReadAny(context.Token, out var token) =>
                OAuthClaims.OfShown(token, []),
            OpenIddictServerEndpointType.Introspection when AccessTokenText.TryRead(context.Token, out var token) => await IntrospectAsync(token),
            _ => null,
        };
    }

    private async Task<ClaimsPrincipal?> IntrospectAsync(AccessTokenText token) =>
        await tokens.IntrospectAsync(token.Installation, token.Proof) is { } state ? OAuthClaims.OfToken(token, state) : null;

    private string Write(ClaimsPrincipal principal)
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream))
        {
            principal.WriteTo(writer);
        }

        return $"{CodePrefix}{WebEncoders.Base64UrlEncode(codes.Protect(stream.ToArray()))}";
    }

    private ClaimsPrincipal? ReadCode(string text)
    {
        if (!text.StartsWith(CodePrefix, StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            using var reader = new BinaryReader(new MemoryStream(codes.Unprotect(WebEncoders.Base64UrlDecode(text[CodePrefix.Length..]))));
            return new ClaimsPrincipal(reader);
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
