using System.Text.Json;
using System.Text.Json.Serialization;

namespace Registry.Bare;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(CheckAnswer))]
[JsonSerializable(typeof(CheckAnswers))]
[JsonSerializable(typeof(CheckBatch))]
internal sealed partial class BareJson : JsonSerializerContext;
