using Microsoft.Extensions.Options;

namespace Registry.Silo;

/// <summary>What a person wants to see once the silo is part of the cluster.</summary>
internal static partial class SiloStartMessage
{
    public static void Write(WebApplication app)
    {
        var address = app.Services.GetRequiredService<ILocalSiloDetails>();
        var cluster = app.Services.GetRequiredService<IOptions<ClusterHostOptions>>().Value.ClusterId;
        LogJoined(app.Logger, address.SiloAddress, cluster, address.GatewayAddress.Endpoint.Port, string.Join(", ", app.Urls));
    }

    [LoggerMessage(LogLevel.Information, "Silo {Silo} is part of the cluster '{Cluster}'; gateway for API processes on port {Gateway}, health and metrics on {Urls}")]
    private static partial void LogJoined(ILogger logger, SiloAddress silo, string cluster, int gateway, string urls);
}
