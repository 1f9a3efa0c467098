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
        if (app.Services.GetService<ClusterLink>() is not { } link)
        {
            return;
        }

        var budget = app.Services.GetRequiredService<CallBudget>();
        app.Use((context, next) =>
        {
            var isProbe = context.Request.Path.StartsWithSegments("/health/ready");
            if ((isProbe || context.Request.Path.StartsWithSegments("/v1") || HubErrors.Takes(context)) && !link.TryPass())
            {
                var problem = isProbe && link.Obstacle is { } obstacle ? Problems.NotReady(obstacle) : Problems.Unavailable(mayHaveChanged: false);
                return problem.ExecuteAsync(context);
            }

            budget.Begin(isRead: HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method));
            return next(context);
        });
    }
}
