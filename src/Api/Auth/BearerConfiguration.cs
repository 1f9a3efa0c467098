using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Registry.Api;

/// <summary>How tokens are validated: those of the configured issuer, or of the local one where none is configured.</summary>
internal sealed class BearerConfiguration(IOptions<AuthOptions> auth, RememberedTokens tokens, IServiceProvider services) : IConfigureNamedOptions<JwtBearerOptions>
{
    // Asymmetric signatures only: with a shared secret anybody who can verify a token can make one.
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    public void Configure(JwtBearerOptions options) => Configure(JwtBearerDefaults.AuthenticationScheme, options);

    public void Configure(string? name, JwtBearerOptions options)
    {
        var settings = auth.Value;
        options.TokenHandlers.Clear();
        options.TokenHandlers.Add(tokens);
        options.SaveToken = false;
        options.Events = new JwtBearerEvents { OnChallenge = ChallengeDetail.RememberAsync };
        options.TokenValidationParameters = new TokenValidationParameters
        {
            ValidAudience = settings.Audience,
            ValidAlgorithms = Algorithms,
            ClockSkew = settings.ClockSkew,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            NameClaimType = "sub",
            RoleClaimType = settings.RoleClaim,
        };

        if (settings.Authority is { } authority)
        {
            options.Authority = authority;
            options.RequireHttpsMetadata = authority.StartsWith("https:", StringComparison.OrdinalIgnoreCase);
        }
        else
        {
            options.TokenValidationParameters.ValidIssuer = LocalIssuer.Name;
            options.TokenValidationParameters.ValidAlgorithms = [SecurityAlgorithms.RsaSha256];
            options.ConfigurationManager = services.GetRequiredService<LocalIssuerKeys>();
        }
    }
}
