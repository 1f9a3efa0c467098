using System.Text.Json;
using System.Text.Json.Serialization;

namespace Registry.Silo;

/// <summary>
/// How lines are written: the same JSON as <see cref="Registry.Grains.StateJson"/>. A member that this program does not
/// know is refused rather than lost.
/// </summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(BackupLine))]
internal sealed partial class BackupJson : JsonSerializerContext;
