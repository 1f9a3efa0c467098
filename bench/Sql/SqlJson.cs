using System.Text.Json;
using System.Text.Json.Serialization;
using Registry.Bare;

namespace Registry.Sql;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(CheckAnswer))]
[JsonSerializable(typeof(CheckAnswers))]
[JsonSerializable(typeof(CheckBatch))]
internal sealed partial class SqlJson : JsonSerializerContext;
