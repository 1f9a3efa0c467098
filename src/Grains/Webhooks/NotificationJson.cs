using System.Text.Json.Serialization;

namespace Registry.Grains;

/// <summary>Writes what goes to apps: names as in the rest of a notification.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LifeCycleItem))]
internal sealed partial class NotificationJson : JsonSerializerContext;
