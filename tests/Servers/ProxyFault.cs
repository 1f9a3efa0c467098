namespace Registry.Servers;

/// <summary>What a <see cref="FaultyProxy"/> does with what comes through.</summary>
public enum ProxyFault
{
    /// <summary>Passes everything on.</summary>
    None,

    /// <summary>Ends the connection when a request comes; the server never sees it.</summary>
    CutRequests,

    /// <summary>Passes requests on and ends the connection when the answer comes; the client never sees it.</summary>
    CutAnswers,

    /// <summary>Passes requests on and keeps the answers for itself: the client waits.</summary>
    SwallowAnswers,

    /// <summary>Keeps requests until the fault is over, then passes them on, even if their client has gone.</summary>
    HoldRequests,
}
