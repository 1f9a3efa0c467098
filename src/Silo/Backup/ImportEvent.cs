using System.Text.Json;
using System.Text.Json.Serialization;

namespace Registry.Silo;

/// <summary>The beginning or the end of an import.</summary>
/// <param name="Sha256">The checksum of the file.</param>
/// <param name="IsComplete">Whether all of it was stored.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Program">The version of the program.</param>
internal sealed record ImportEvent(string Sha256, bool IsComplete, DateTimeOffset At, string Program);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ImportEvent))]
internal sealed partial class ImportJson : JsonSerializerContext;
