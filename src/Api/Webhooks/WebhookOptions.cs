namespace Registry.Api;

/// <summary>Which webhook endpoints apps may have. Configuration section <c>Webhooks</c>.</summary>
public sealed class WebhookOptions
{
    /// <summary>The name of the configuration section.</summary>
    public const string Section = "Webhooks";

    /// <summary>Whether an endpoint may be plain http on a loopback address, for trying out on one machine. Default: false.</summary>
    public bool AllowLoopbackHttp { get; set; }
}
