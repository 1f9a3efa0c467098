using System.Text.Json;

namespace Registry.Grains.Tests;

/// <summary>What an endpoint has received.</summary>
internal sealed record Notification(WebhookMessage Message, JsonElement Body)
{
    public string Topic => Body.GetProperty("topic").GetString()!;

    public JsonElement Item => Body.GetProperty("data").GetProperty("item");

    public int Attempt => Body.GetProperty("delivery_attempts").GetInt32();
}
