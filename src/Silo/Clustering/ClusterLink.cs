namespace Registry.Silo;

/// <summary>
/// Whether this process can reach the cluster. A call without a gateway would wait out its time limit, so callers are
/// turned away at once while this says no.
/// </summary>
internal sealed partial class ClusterLink(ILogger<ClusterLink> logger) : IClusterConnectionStatusObserver
{
    private volatile bool isConnected;
    private volatile bool hasGateways = true;

    /// <summary>True from the first connection on, while there is at least one gateway.</summary>
    public bool IsUp => isConnected && hasGateways;

    public void Open() => isConnected = true;

    public void NotifyGatewayCountChanged(int currentNumberOfGateways, int previousNumberOfGateways, bool connectionRecovered)
    {
        hasGateways = currentNumberOfGateways > 0;
        LogGateways(currentNumberOfGateways);
    }

    public void NotifyClusterConnectionLost()
    {
        hasGateways = false;
        LogLost();
    }

    [LoggerMessage(LogLevel.Information, "Gateways to the cluster: {Count}")]
    private partial void LogGateways(int count);

    [LoggerMessage(LogLevel.Warning, "The connection to the cluster is lost; connecting again")]
    private partial void LogLost();
}
