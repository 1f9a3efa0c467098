using System.ComponentModel;

namespace Registry.Api;

/// <summary>A sign of life.</summary>
[Example("""{ "status": "ready" }""")]
internal sealed record HealthResponse([property: Description("live or ready.")] string Status)
{
    public static readonly HealthResponse Live = new("live");
    public static readonly HealthResponse Ready = new("ready");
}
