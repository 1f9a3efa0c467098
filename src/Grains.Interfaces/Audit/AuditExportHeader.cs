using System.Text.Json;
using System.Text.Json.Serialization;

namespace Registry.Grains.Interfaces;

/// <summary>The first line of an export: whose log it is, and how far it has to go, so that a file that was cut is noticed.</summary>
/// <param name="Log">The log, as <see cref="AuditTenant"/> writes it.</param>
/// <param name="Entries">How many entries follow.</param>
/// <param name="Hash">The hash of the last one.</param>
/// <param name="ExportedAt">When, UTC.</param>
public sealed record AuditExportHeader(string Log, long Entries, string Hash, DateTime ExportedAt)
{
    /// <summary>Reads the first line of an export.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static AuditExportHeader Read(ReadOnlySpan<byte> line) =>
        JsonSerializer.Deserialize(line, AuditExportJson.Default.AuditExportHeader) ?? throw new JsonException("It is null.");

    /// <summary>The line, as UTF-8, with its line feed.</summary>
    public byte[] ToLine() => [.. JsonSerializer.SerializeToUtf8Bytes(this, AuditExportJson.Default.AuditExportHeader), (byte)'\n'];
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(AuditExportHeader))]
internal sealed partial class AuditExportJson : JsonSerializerContext;
