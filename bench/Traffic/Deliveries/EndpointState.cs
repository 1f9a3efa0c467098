namespace Registry.Traffic;

/// <summary>How the tenth endpoint is while events are published.</summary>
internal enum EndpointState
{
    /// <summary>It answers like the nine others.</summary>
    Healthy,

    /// <summary>It refuses connections.</summary>
    Refusing,

    /// <summary>It accepts connections and requests, and never answers.</summary>
    Silent,
}
