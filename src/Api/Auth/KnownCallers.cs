using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using Registry.Front;

namespace Registry.Api;

/// <summary>
/// Lets a call in whose token is remembered, as who it was found to be when it was validated: for a check, the handlers of
/// authentication and authorization cost more than all the rest. Whatever else comes takes the long way through them, and
/// only they ever turn a call away.
/// </summary>
internal sealed class KnownCallers(RememberedTokens tokens, CallerClaims claims, IOptionsMonitor<JwtBearerOptions> options)
{
    private const string Prefix = $"{JwtBearerDefaults.AuthenticationScheme} ";

    // Where a connection keeps what its last call came with.
    private static readonly object LastKey = new();

    // Made when the first call comes: with an external issuer, the settings are complete by then.
    private readonly Lazy<JwtBearerOptions> bearer = new(() => options.Get(JwtBearerDefaults.AuthenticationScheme));

    /// <summary>Lets the call in; false where it has to take the long way.</summary>
    public bool TryAdmit(HttpContext context) =>
        // Endpoints of the API have these roles and no other condition (RolesConvention).
        context.GetEndpoint()?.Metadata.GetMetadata<RolesRequirement>() is { } requirement && TryAdmit(context, requirement);

    /// <summary>The same where it is not the endpoint that says who may call.</summary>
    public bool TryAdmit(HttpContext context, RolesRequirement requirement)
    {
        if (context.Request.Headers.Authorization is not [{ } header] || !header.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        var settings = bearer.Value;
        var keys = RememberedTokens.KeysAsync(settings.ConfigurationManager as BaseConfigurationManager, settings.TokenValidationParameters);
        if (!keys.IsCompletedSuccessfully || Find(context, header, keys.Result) is not { } token || token.CallerIn(requirement.Permitted, claims) is not { } caller)
        {
            return false;
        }

        context.User = token.Principal;
        context.Features.Set(caller);
        return true;
    }

    // The server hands out one and the same text for a header that is repeated on a connection, so a service that keeps its
    // connection is known without hashing its token each time. Calls of HTTP/1 come one after the other on a connection;
    // those of later versions come at once, and what is kept with the connection is not made for that.
    private RememberedToken? Find(HttpContext context, string header, object? keys)
    {
        var items = HttpProtocol.IsHttp11(context.Request.Protocol) ? context.Features.Get<IConnectionItemsFeature>()?.Items : null;
        if (items is not null && items.TryGetValue(LastKey, out var kept) && kept is Last last && ReferenceEquals(last.Header, header) && tokens.Holds(last.Token, keys))
        {
            return last.Token;
        }

        var found = tokens.Find(header.AsSpan(Prefix.Length), keys);
        if (items is not null && found is not null)
        {
            items[LastKey] = new Last(header, found);
        }

        return found;
    }

    private sealed record Last(string Header, RememberedToken Token);
}
