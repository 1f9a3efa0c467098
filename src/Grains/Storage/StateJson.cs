using System.Text.Json;
using System.Text.Json.Serialization;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>How everything that is stored is written: plain JSON that a person can read and a later version can extend.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true, Converters = [typeof(ScopeListJsonConverter)])]
[JsonSerializable(typeof(InstallationRecord))]
[JsonSerializable(typeof(StoredState<InstallationRecord, InstallationChange>))]
[JsonSerializable(typeof(StoredState<AppRecord, AppVersion>))]
[JsonSerializable(typeof(AppUsage))]
[JsonSerializable(typeof(TokenPairs))]
[JsonSerializable(typeof(ReplayState))]
[JsonSerializable(typeof(ReplayRegisterState))]
[JsonSerializable(typeof(AuditLogState))]
[JsonSerializable(typeof(Delivery))]
internal sealed partial class StateJson : JsonSerializerContext;
