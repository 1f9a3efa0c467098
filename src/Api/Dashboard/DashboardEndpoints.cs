using System.Text;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Orleans.Dashboard;
using DashboardOptions = Registry.Silo.DashboardOptions;

namespace Registry.Api;

/// <summary>The dashboard of Orleans, for operators.</summary>
internal static class DashboardEndpoints
{
    private const string Path = "/dashboard";
    private const string Basic = "Basic ";

    /// <summary>
    /// Lets a browser in: it asks for a user name, which does not matter, and a password, which is an operator's token.
    /// Comes before authentication.
    /// </summary>
    public static void UseDashboardSignIn(this WebApplication app)
    {
        if (!DashboardOptions.IsEnabled(app.Configuration))
        {
            return;
        }

        app.UseWhen(context => context.Request.Path.StartsWithSegments(Path), branch => branch.Use((context, next) =>
        {
            if (TokenOf(context.Request.Headers.Authorization.ToString()) is { } token)
            {
                context.Request.Headers.Authorization = $"Bearer {token}";
            }

            context.Response.OnStarting(() =>
            {
                if (context.Response.StatusCode == StatusCodes.Status401Unauthorized)
                {
                    context.Response.Headers.WWWAuthenticate = "Basic realm=\"registry: an operator's token as password\", charset=\"UTF-8\"";
                }

                return Task.CompletedTask;
            });
            return next(context);
        }));
    }

    public static void MapDashboard(this WebApplication app)
    {
        if (DashboardOptions.IsEnabled(app.Configuration))
        {
            app.MapOrleansDashboard(Path)
                .RequireAuthorization(new AuthorizationPolicyBuilder([JwtBearerDefaults.AuthenticationScheme, .. HubExtensions.Schemes(app.Configuration)]).RequireAuthenticatedUser().AddRequirements(new RolesRequirement(Permissions.WatchCluster)).Build())
                .ExcludeFromDescription();
        }
    }

    private static string? TokenOf(string authorization)
    {
        if (!authorization.StartsWith(Basic, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var bytes = new byte[authorization.Length];
        return Convert.TryFromBase64String(authorization[Basic.Length..].Trim(), bytes, out var length)
            && Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is [_, var password]
                ? password
                : null;
    }
}
