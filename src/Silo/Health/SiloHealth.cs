using System.Text.Json;
using System.Text.Json.Serialization;

namespace Registry.Silo;

/// <summary>A sign of life: live, ready, stopping or unavailable.</summary>
internal sealed record SiloHealth(string Status);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(SiloHealth))]
internal sealed partial class SiloHealthJson : JsonSerializerContext;
