namespace Registry.Api;

/// <summary>How the process serves. Section <c>Server</c> of the configuration.</summary>
public sealed class ServerOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Server";

    /// <summary>
    /// How long the process goes on answering once it was told to stop: <c>/health/ready</c> is 503 from the first moment, so
    /// that load balancers take it out, and callers that keep connections open are told to close them. Default 5 s, in
    /// Development 0; 0 to 1 min.
    /// </summary>
    public TimeSpan DrainTime { get; set; } = TimeSpan.FromSeconds(5);
}
