using Registry.Grains.Interfaces;
using Registry.Silo;

namespace Registry.Api;

/// <summary>Where the grains are: in this process, or in a cluster that it is a client of.</summary>
internal static class GrainHosting
{
    private const string ModeSetting = $"{ClusterHostOptions.Section}:{nameof(ClusterHostOptions.Mode)}";

    public static void AddGrains(this WebApplicationBuilder builder)
    {
        if (IsClient(builder.Configuration))
        {
            builder.AddRegistryClient();
        }
        else
        {
            builder.Services.AddProcessKind(ProcessKind.Embedded);
            builder.AddRegistrySilo();
        }
    }

    public static bool IsClient(IConfiguration configuration) =>
        configuration.GetValue<ClusterMode>(ModeSetting) == ClusterMode.Client;

    /// <summary>
    /// Turns away at once what needs the cluster while there is none. Comes after authorization: who may not call learns
    /// nothing about the cluster.
    /// </summary>
    public static void UseClusterGate(this WebApplication app)
    {
        UseClusterGate(app, context => context.Request.Path.StartsWithSegments("/v1") || IsProbe(context) || HubErrors.Takes(context));
    }

    /// <summary>The same for calls that need the cluster to find out who calls.</summary>
    /// <param name="app">The application.</param>
    /// <param name="needsCluster">Which ones.</param>
    public static void UseClusterGate(this IApplicationBuilder app, Func<HttpContext, bool> needsCluster)
    {
        if (app.ApplicationServices.GetService<ClusterLink>() is not { } link)
        {
            return;
        }

        var budget = app.ApplicationServices.GetRequiredService<CallBudget>();
        app.Use((context, next) =>
        {
            if (needsCluster(context) && !link.TryPass())
            {
                var problem = IsProbe(context) && link.Obstacle is { } obstacle ? Problems.NotReady(obstacle) : Problems.Unavailable(mayHaveChanged: false);
                return problem.ExecuteAsync(context);
            }

            budget.Begin(isRead: HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method));
            return next(context);
        });
    }

    private static bool IsProbe(HttpContext context) => context.Request.Path.StartsWithSegments("/health/ready");
}
