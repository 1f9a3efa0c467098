using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Registry.Api;

/// <summary>Registers who may call: tokens, roles, callers.</summary>
internal static class AuthExtensions
{
    public static IServiceCollection AddAuth(this IServiceCollection services)
    {
        services.AddAuthOptions();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<CallerClaims>();
        services.AddSingleton<IAuthorizationHandler, CallerAuthorization>();
        services.AddSingleton(provider => new LocalIssuer(
            LocalIssuerKey.LoadOrCreate(DataDirectory.Of(provider.GetRequiredService<IConfiguration>())),
            provider.GetRequiredService<IOptions<AuthOptions>>().Value));
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        services.AddSingleton<IConfigureOptions<JwtBearerOptions>, BearerConfiguration>();
        services.PostConfigure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, ForgetRetiredKeys);
        services.AddHostedService<BearerStartup>();
        services.AddAuthorization();
        return services;
    }

    public static IServiceCollection AddAuthOptions(this IServiceCollection services)
    {
        services.AddOptions<AuthOptions>().BindConfiguration(AuthOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AuthOptions>, AuthOptionsValidator>();
        return services;
    }

    // By default what signed an hour ago is good, whatever the issuer publishes since: also a key that was stolen.
    private static void ForgetRetiredKeys(JwtBearerOptions options)
    {
        if (options.ConfigurationManager is BaseConfigurationManager issuer)
        {
            issuer.UseLastKnownGoodConfiguration = false;
        }
    }
}
