namespace Registry.Servers;

/// <summary>What a <see cref="FaultyHttpProxy"/> does with some of the requests.</summary>
public enum HttpFault
{
    /// <summary>Passes everything on.</summary>
    None,

    /// <summary>Answers 503 ServerBusy; the server never sees the request.</summary>
    Busy,

    /// <summary>Answers 429; the server never sees the request.</summary>
    TooMany,

    /// <summary>Answers 412 to a request that has a condition; the server never sees it.</summary>
    ConditionFailed,

    /// <summary>Gives no answer; the server never sees the request.</summary>
    SilentBefore,

    /// <summary>Passes the request on and gives no answer.</summary>
    SilentAfter,

    /// <summary>Ends the connection; the server never sees the request.</summary>
    CutBefore,

    /// <summary>Passes the request on and ends the connection in place of an answer.</summary>
    CutAfter,

    /// <summary>Passes the request on and answers 503 all the same, as a gateway does that has lost the server.</summary>
    BusyAfter,
}
