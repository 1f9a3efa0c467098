using Microsoft.Extensions.Options;

namespace Registry.Api;

/// <summary>Keeps callers from each other's way, and the process from taking on more than it can do.</summary>
internal static class OverloadExtensions
{
    public static IServiceCollection AddOverload(this IServiceCollection services)
    {
        services.AddOptions<RateLimitOptions>().BindConfiguration(RateLimitOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<RateLimitOptions>, RateLimitOptionsValidator>();
        services.AddOptions<OverloadOptions>().BindConfiguration(OverloadOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<OverloadOptions>, OverloadOptionsValidator>();
        services.AddSingleton<RateLimits>();
        services.AddSingleton<RequestGate>();
        return services;
    }

    /// <summary>
    /// Turns away what is one too many. Comes after authorization, by which it is known who calls, and before everything that
    /// asks the cluster. Probes, metrics and what lies there as a file are always answered.
    /// </summary>
    public static void UseOverload(this WebApplication app)
    {
        var (limits, gate, metrics) = (app.Services.GetRequiredService<RateLimits>(), app.Services.GetRequiredService<RequestGate>(), app.Services.GetRequiredService<ApiMetrics>());
        app.Use(async (context, next) =>
        {
            if (!context.Request.Path.StartsWithSegments("/v1") && !HubErrors.Takes(context))
            {
                await next(context);
                return;
            }

            var isCheck = context.GetEndpoint()?.Metadata.GetMetadata<CheckCall>() is not null;
            if (context.Features.Get<Caller>() is { } caller && limits.Count(context, caller, isCheck) is { } refusal)
            {
                await refusal.ExecuteAsync(context);
                return;
            }

            await EnterAsync(context, next, gate, metrics, isCheck);
        });
    }

    /// <summary>The same for the authorization server, which answers while it is found out who calls: introspection has the precedence of checks.</summary>
    public static void UseOAuthGate(this WebApplication app)
    {
        var (gate, metrics) = (app.Services.GetRequiredService<RequestGate>(), app.Services.GetRequiredService<ApiMetrics>());
        app.UseWhen(OAuthExtensions.IsOAuth, calls =>
        {
            calls.Use((context, next) =>
            {
                // What a token is worth now is not what it is worth later (RFC 6749 section 5.1, RFC 7662 section 4).
                context.Response.Headers.CacheControl = StorableAnswer.Forbidden;
                return EnterAsync(context, next, gate, metrics, isCheck: context.Request.Path == OAuthExtensions.IntrospectionPath);
            });
            calls.UseClusterGate(context => context.Request.Path != OAuthExtensions.MetadataPath);
            var quick = app.Services.GetRequiredService<QuickIntrospections>();
            calls.Use(next => context => quick.AnswerAsync(context, next));
        });
    }

    private static async Task EnterAsync(HttpContext context, RequestDelegate next, RequestGate gate, ApiMetrics metrics, bool isCheck)
    {
        // Who has a place must not wait for another: all might.
        if (context.Features.Get<Place>() is not null)
        {
            await next(context);
            return;
        }

        using var place = await gate.EnterAsync(isCheck, context.RequestAborted);
        if (place is null)
        {
            metrics.TurnedAway(isCheck ? "checks" : "requests");
            await Problems.Overloaded().ExecuteAsync(context);
            return;
        }

        context.Features.Set(Place.Taken);
        await next(context);
    }

    private sealed class Place
    {
        public static readonly Place Taken = new();
    }
}
