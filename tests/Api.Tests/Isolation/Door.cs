namespace Registry.Api.Tests.Isolation;

/// <summary>What an endpoint asks of whoever calls it, and how it turns away.</summary>
internal enum Door
{
    /// <summary>Nothing: everybody gets the same.</summary>
    Open,

    /// <summary>A token: 401 without one that is good, 403 with one that may not.</summary>
    Api,

    /// <summary>A session of the Hub: sent to the sign-in without one that is good, 403 with one that may not.</summary>
    Page,

    /// <summary>A session as well, for a script of a page: 401 instead of the sign-in.</summary>
    Script,

    /// <summary>A token or a session.</summary>
    Dashboard,
}
