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
        services.AddSingleton<LocalIssuerKeys>();
        services.AddSingleton(_ => new RememberedTokens(TimeProvider.System) { MapInboundClaims = false });
        services.AddSingleton<KnownCallers>();
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        services.AddSingleton<IConfigureOptions<JwtBearerOptions>, BearerConfiguration>();
        services.PostConfigure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, ForgetRetiredKeys);
        services.AddHostedService<BearerStartup>();
        services.AddAuthorization();

        // Known callers do not come by the handler of authorization, which the server would look for before each endpoint.
        // An endpoint that is reached without either has no caller, and throws.
        services.Configure<RouteOptions>(routes => routes.SuppressCheckForUnhandledSecurityMetadata = true);
        return services;
    }

    /// <summary>Finds out who calls, and turns away who may not.</summary>
    public static void UseAuth(this WebApplication app)
    {
        // Otherwise the framework, which does not look into branches, puts both in front of everything, for known callers too.
        // Should it give these marks other names one day, calls get slower and nobody gets in.
        IDictionary<string, object?> marks = ((IApplicationBuilder)app).Properties;
        marks["__AuthenticationMiddlewareSet"] = true;
        marks["__AuthorizationMiddlewareSet"] = true;

        var known = app.Services.GetRequiredService<KnownCallers>();
        app.UseWhen(context => context.Features.Get<Caller>() is null && AppTokenCall.Of(context) is null && !known.TryAdmit(context), others =>
        {
            others.UseAuthentication();
            others.UseAuthorization();
        });
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
