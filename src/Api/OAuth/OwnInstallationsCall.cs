using System.Security.Claims;
using Registry.Front;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>Metadata of the endpoint that an app may call about itself, with a token of its own (<see cref="AppTokens"/>).</summary>
internal sealed class OwnInstallationsCall
{
    public static readonly OwnInstallationsCall Instance = new();

    private const string Scheme = "Bearer ";

    /// <summary>Lets such a call in as one of the app's developer, and about this app only. Comes before authentication, which such a token is none for.</summary>
    public static void Use(WebApplication app)
    {
        var tokens = app.Services.GetRequiredService<AppTokens>();
        app.Use(next => context =>
        {
            if (context.GetEndpoint()?.Metadata.GetMetadata<OwnInstallationsCall>() is not null
                && context.Request.Headers.Authorization is [{ } header]
                && header.StartsWith(Scheme + AppTokens.Prefix, StringComparison.Ordinal)
                && tokens.TryRead(header[Scheme.Length..], out var owner)
                && owner is { App: var own, Developer: var developer }
                && context.Request.RouteValues[AppId.Word] as string == own.Value)
            {
                context.User = new ClaimsPrincipal(new ClaimsIdentity("app"));
                context.Features.Set(new Caller { Role = Role.Developer, Developer = developer, Subject = OAuthActors.Of(own) });
            }

            return next(context);
        });
    }
}
