using System.Text.Json;
using System.Text.Json.Serialization;

namespace Registry.Silo;

/// <summary>What is the same in the header of every version.</summary>
internal sealed record BackupVersion(string? Format, int Version, string? Program);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(BackupVersion))]
internal sealed partial class BackupVersionJson : JsonSerializerContext;
