using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using Registry.Grains.Interfaces;
using static OpenIddict.Server.OpenIddictServerEvents;
using Handlers = OpenIddict.Server.OpenIddictServerHandlers;

namespace Registry.Api;

/// <summary>
/// The authorization server: OpenIddict does the protocol, the grains of apps are its clients, and those of installations hold
/// its tokens. Nothing of it is stored anywhere else.
/// </summary>
internal static class OAuthExtensions
{
    public const string TokenPath = "/oauth/token";
    public const string IntrospectionPath = "/oauth/introspect";
    public const string RevocationPath = "/oauth/revoke";
    public const string MetadataPath = "/.well-known/oauth-authorization-server";

    private const int Between = 500;

    private static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(1);

    public static WebApplicationBuilder AddOAuth(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<IClientRules, ClientKeysRule>();
        services.AddSingleton<SecretUseReporter>();
        services.AddSingleton<SecretGuesses>();
        services.AddSingleton<TokenFormat>();
        services.AddSingleton<AppTokens>();
        services.AddSingleton<PlatformCallers>();
        services.AddSingleton<QuickIntrospections>();
        services.AddSingleton<QuickTokenChecks>();
        services.AddOpenIddict()
            .AddCore(core => core
                .SetDefaultApplicationEntity<OAuthClient>()
                .ReplaceApplicationStore<OAuthClient, ClientStore>()
                .ReplaceApplicationManager<OAuthClient, ClientManager>()
                .DisableEntityCaching())
            .AddServer(Configure);
        services.AddOptions<OpenIddictServerOptions>().Configure<IOptions<HubOptions>, TimeProvider>((server, hub, clock) =>
        {
            server.Issuer = hub.Value.PublicUrl is { } url ? new Uri(url) : null;
            server.TimeProvider = clock;
        });

        // It tells of every request, and of every one that is refused, which is no matter for an operator.
        builder.Logging.AddFilter("OpenIddict", LogLevel.Error);
        return builder;
    }

    private static void Configure(OpenIddictServerBuilder server)
    {
        server
            .SetAuthorizationEndpointUris(Relative(AuthorizationTickets.AuthorizePath))
            .SetTokenEndpointUris(Relative(TokenPath))
            .SetIntrospectionEndpointUris(Relative(IntrospectionPath))
            .SetRevocationEndpointUris(Relative(RevocationPath))
            .SetConfigurationEndpointUris(Relative(MetadataPath))
            .SetJsonWebKeySetEndpointUris(Array.Empty<string>())
            .AllowAuthorizationCodeFlow()
            .AllowRefreshTokenFlow()
            .AllowClientCredentialsFlow()
            .RequireProofKeyForCodeExchange()
            .SetAuthorizationCodeLifetime(CodeLifetime)
            .SetAccessTokenLifetime(null)
            .DisableTokenStorage()
            .DisableAuthorizationStorage()
            .DisableScopeValidation()
            .IgnoreScopePermissions()
            .AcceptAnonymousClients()
            // It wants them, and nothing is encrypted or signed with them (TokenFormat). Those that it would make take seconds.
            .AddEncryptionKey(new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32)))
            .AddSigningKey(new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256)))
            .Configure(options =>
            {
                options.CodeChallengeMethods.Remove(OpenIddictConstants.CodeChallengeMethods.Plain);

                // Codes go back in the query, and nowhere else: the other ways need script, or leave them in the browser.
                options.ResponseModes.Remove(OpenIddictConstants.ResponseModes.FormPost);
                options.ResponseModes.Remove(OpenIddictConstants.ResponseModes.Fragment);
            });
        server.UseAspNetCore()
            .EnableAuthorizationEndpointPassthrough()
            .EnableTokenEndpointPassthrough()
            .EnableErrorPassthrough()
            .DisableTransportSecurityRequirement();

        server.AddEventHandler<ProcessRequestContext>(handler => handler.UseSingletonHandler<SafeTransport>().SetOrder(Handlers.InferEndpointType.Descriptor.Order + Between));
        server.AddEventHandler<GenerateTokenContext>(handler => handler.UseSingletonHandler<TokenFormat>().SetOrder(Handlers.Protection.GenerateIdentityModelToken.Descriptor.Order - Between));
        server.AddEventHandler<ValidateTokenContext>(handler => handler.UseSingletonHandler<TokenFormat>().SetOrder(Handlers.Protection.ValidateIdentityModelToken.Descriptor.Order - Between));
        server.AddEventHandler<ValidateIntrospectionRequestContext>(handler => handler.UseSingletonHandler<PlatformCallers>().SetOrder(Handlers.Introspection.ValidateAuthentication.Descriptor.Order - Between));
        server.AddEventHandler<HandleIntrospectionRequestContext>(handler => handler.UseSingletonHandler<IntrospectionAnswer>().SetOrder(Handlers.Introspection.AttachMetadataClaims.Descriptor.Order + Between));
        server.AddEventHandler<ValidateRevocationRequestContext>(handler => handler.UseSingletonHandler<ClientsOnly>().SetOrder(Handlers.Revocation.ValidateAuthentication.Descriptor.Order - Between));
        server.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseSingletonHandler<ClientsOnly>().SetOrder(Handlers.Exchange.ValidateAuthentication.Descriptor.Order - Between));
        server.AddEventHandler<HandleRevocationRequestContext>(handler => handler.UseSingletonHandler<TokenRevocation>().SetOrder(Handlers.Revocation.RevokeToken.Descriptor.Order));
        server.AddEventHandler<ProcessAuthenticationContext>(handler => handler.UseSingletonHandler<SecretGuesses>().SetOrder(Handlers.ValidateClientSecret.Descriptor.Order - Between));
        server.AddEventHandler<ProcessSignInContext>(handler => handler.UseSingletonHandler<RefreshTokens>().SetOrder(Handlers.EvaluateGeneratedTokens.Descriptor.Order + Between));
        server.AddEventHandler<ApplyAuthorizationResponseContext>(handler => handler.UseScopedHandler<RedirectedErrors>().SetOrder(Handlers.Authentication.InferResponseMode.Descriptor.Order + Between));
        server.AddEventHandler<HandleConfigurationRequestContext>(handler => handler.UseSingletonHandler<Metadata>().SetOrder(int.MaxValue - Between));
        server.AddEventHandler<ProcessErrorContext>(handler => handler.UseSingletonHandler<PlainErrors>().SetOrder(Handlers.AttachErrorParameters.Descriptor.Order + Between));
        server.AddEventHandler<ProcessChallengeContext>(handler => handler.UseSingletonHandler<PlainErrors>().SetOrder(Handlers.AttachCustomChallengeParameters.Descriptor.Order + Between));

        // These look into a storage of tokens that there is not, or tell a client what it did not ask for.
        server.RemoveEventHandler(Handlers.Revocation.RevokeToken.Descriptor);
        server.RemoveEventHandler(Handlers.Introspection.AttachApplicationClaims.Descriptor);
        server.RemoveEventHandler(Handlers.Protection.GenerateIdentityModelToken.Descriptor);
    }

    public static bool IsOAuth(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/oauth") || context.Request.Path == MetadataPath;

    // As OpenIddict has them: relative to the base address of the service.
    private static string Relative(string path) => path[1..];
}
