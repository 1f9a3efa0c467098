using Registry.Grains;

namespace Registry.Silo;

/// <summary>
/// Whether this process can reach the cluster. A call without a gateway would wait out its time limit, so callers are
/// turned away at once while this says no; one of them a second goes through all the same.
/// </summary>
internal sealed partial class ClusterLink(TimeProvider clock, ILogger<ClusterLink> logger) : IClusterConnectionStatusObserver
{
    private static readonly TimeSpan TryPeriod = TimeSpan.FromSeconds(1);

    private readonly long tryTicks = clock.TicksOf(TryPeriod);
    private volatile bool isConnected;
    private volatile string? obstacle;
    private int gateways;
    private long triedAt;

    /// <summary>Why this process does not use the connection that there is: a sentence for everybody. Null where nothing is in the way.</summary>
    public string? Obstacle
    {
        get => obstacle;
        set => obstacle = value;
    }

    /// <summary>
    /// Whether a call may be made now: always while there is a connection to a gateway. While there is none, once a second,
    /// because Orleans connects to a gateway only when there is something to send; never before the first connection.
    /// </summary>
    public bool TryPass() => isConnected && (Volatile.Read(ref gateways) > 0 || IsTimeToTry());

    public void Open() => isConnected = true;

    public void NotifyGatewayCountChanged(int currentNumberOfGateways, int previousNumberOfGateways, bool connectionRecovered)
    {
        // Not the number itself: where one connection ends while another begins, the two are told in either order.
        var count = Interlocked.Add(ref gateways, currentNumberOfGateways - previousNumberOfGateways);
        LogGateways(count);
    }

    public void NotifyClusterConnectionLost() => LogLost();

    private bool IsTimeToTry()
    {
        var (now, last) = (clock.GetTimestamp(), Volatile.Read(ref triedAt));
        return now - last >= tryTicks && Interlocked.CompareExchange(ref triedAt, now, last) == last;
    }

    [LoggerMessage(LogLevel.Information, "Gateways to the cluster: {Count}")]
    private partial void LogGateways(int count);

    [LoggerMessage(LogLevel.Warning, "The connection to the cluster is lost; connecting again")]
    private partial void LogLost();
}
