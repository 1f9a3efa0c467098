namespace Registry.Api;

/// <summary>
/// Tells a person what is wrong with an authorization request that must not be answered to the app, since nobody knows that the
/// address to send the browser to is the app's (RFC 6749 section 4.1.2.1).
/// </summary>
internal sealed class AuthorizationFault(string description) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) => HubErrors.WriteAuthorizationAsync(httpContext, description);
}
