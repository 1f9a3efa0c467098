using System.Text.Json;
using System.Text.Json.Serialization;

namespace Registry.Grains.Interfaces;

/// <summary>An entry as it is stored; the order of the members is that of the text.</summary>
internal sealed record AuditJsonEntry(
    string Tenant,
    long Sequence,
    DateTime At,
    string Id,
    string Actor,
    AuditAction Action,
    string? Subject,
    long? Version,
    string? Reason,
    int? Count,
    string? RequestId,
    string? Address,
    string Previous);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(AuditJsonEntry))]
internal sealed partial class AuditJson : JsonSerializerContext;
