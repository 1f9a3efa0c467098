using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Registry.Api.Tests.Fuzzing;

/// <summary>Makes values that follow a schema.</summary>
internal sealed class ValueMaker(Reference reference, Pool pool, Random random)
{
    private const int MostItems = 6;

    /// <summary>A value for a parameter, not escaped. It has no mark: what is asked for is logged, what is sent is not.</summary>
    public string Parameter(ApiParameter parameter) =>
        Make(parameter.Schema, parameter.Example.ValueKind == JsonValueKind.String ? parameter.Example.GetString() : null)!.ToString().Replace(Marks.Text, "", StringComparison.Ordinal);

    /// <summary>Whether the reference says enough about a parameter to make one: what a cursor is like is nobody's business.</summary>
    public bool CanMake(ApiParameter parameter) =>
        parameter.Schema.GetProperty("type").GetString() != "string"
        || parameter.Schema.TryGetProperty("pattern", out _)
        || parameter.Schema.TryGetProperty("enum", out _)
        || parameter.Schema.TryGetProperty("format", out _)
        || pool.Knows(parameter.Example.GetString());

    /// <summary>A value for a body.</summary>
    public JsonNode? Body(ApiOperation operation) =>
        random.Chance(15) ? JsonNode.Parse(operation.BodyExample.GetRawText()) : Make(reference.Schema(operation.Body!), null);

    /// <param name="declared">The schema.</param>
    /// <param name="kind">The example of a parameter, which its schema does not have.</param>
    public JsonNode? Make(JsonElement declared, string? kind)
    {
        var schema = reference.Resolve(declared);
        if (schema.TryGetProperty("oneOf", out var forms))
        {
            return Make(random.Pick([.. forms.EnumerateArray()]), kind);
        }

        if (schema.TryGetProperty("enum", out var words))
        {
            return JsonNode.Parse(random.Pick([.. words.EnumerateArray()]).GetRawText());
        }

        return TypeOf(schema) switch
        {
            "null" => null,
            "boolean" => random.Chance(50),
            "integer" => Number(schema),
            "array" => List(schema),
            "object" => Object(schema),
            _ => Text(schema, kind),
        };
    }

    private string TypeOf(JsonElement schema)
    {
        var type = schema.GetProperty("type");
        if (type.ValueKind == JsonValueKind.String)
        {
            return type.GetString()!;
        }

        var types = type.EnumerateArray().Select(each => each.GetString()!).ToArray();
        return types.Contains("null") && random.Chance(10) ? "null" : random.Pick([.. types.Where(each => each != "null")]);
    }

    private JsonNode Number(JsonElement schema)
    {
        var least = schema.TryGetProperty("minimum", out var minimum) ? minimum.GetInt64() : long.MinValue;
        var most = schema.TryGetProperty("maximum", out var maximum) ? maximum.GetInt64() : long.MaxValue;
        return random.Next(4) switch
        {
            0 => least,
            1 => most,
            2 => random.NextInt64(least, most),
            _ => Math.Clamp(random.Next(12), least, most),
        };
    }

    private JsonArray List(JsonElement schema)
    {
        if (pool.List(KindOf(schema.GetProperty("items"))) is { } whole && random.Chance(25))
        {
            return new JsonArray([.. whole.Select(value => (JsonNode)value)]);
        }

        var least = Bound(schema, "minItems", 0);
        var most = Bound(schema, "maxItems", MostItems);
        var isSet = schema.TryGetProperty("uniqueItems", out var unique) && unique.GetBoolean();
        var count = random.Next(least, Math.Max(least, Math.Min(most, MostItems)) + 1);
        var items = new JsonArray();
        var seen = new HashSet<string>();
        for (var tries = 0; items.Count < count && tries < 10 * count; tries++)
        {
            var item = Make(schema.GetProperty("items"), null);

            // Also two objects of the same id are the same to the service.
            if (!isSet || seen.Add((item is JsonObject named ? named["id"] : item)?.ToJsonString() ?? ""))
            {
                items.Add(item);
            }
        }

        return items;
    }

    private JsonObject Object(JsonElement schema)
    {
        if (!schema.TryGetProperty("properties", out var members))
        {
            return Free(depth: 0);
        }

        var required = schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(name => name.GetString()!).ToHashSet() : [];
        var made = new JsonObject();
        foreach (var member in members.EnumerateObject().Where(member => required.Contains(member.Name) || random.Chance(60)))
        {
            made[member.Name] = Make(member.Value, null);
        }

        return made;
    }

    private JsonObject Free(int depth)
    {
        var made = new JsonObject();
        for (var count = random.Next(4); count > 0; count--)
        {
            made[random.Text("abcdefg \u00e9\u4e2d.$", random.Next(1, 9))] = random.Next(6) switch
            {
                0 => null,
                1 => random.NextDouble() * 1e9,
                2 => random.NextInt64(),
                3 when depth < 6 => Free(depth + 1),
                4 => new JsonArray(Words(1, 20), random.Chance(50)),
                _ => Words(1, 40),
            };
        }

        return made;
    }

    private string Text(JsonElement schema, string? kind)
    {
        kind ??= KindOf(schema);
        if (pool.Knows(kind) && (random.Chance(85) || !schema.TryGetProperty("pattern", out _)))
        {
            return pool.Pick(kind!, random);
        }

        if (schema.TryGetProperty("format", out var format))
        {
            return format.GetString() switch
            {
                "date-time" => Time(),
                "uri" => $"https://{random.Text("abcdef-0", 5)}x.invalid:{random.Next(1, 65536)}/{random.Text("abc/%41~", random.Next(9)).Replace("%", "", StringComparison.Ordinal)}?{Marks.Text}",
                var other => throw new InvalidOperationException($"The reference has the format {other}: say here how to make one."),
            };
        }

        if (!schema.TryGetProperty("pattern", out var pattern))
        {
            return Words(Bound(schema, "minLength", 1), Bound(schema, "maxLength", 60));
        }

        var example = kind ?? throw new InvalidOperationException($"A pattern without an example: {schema}");
        return pool.Knows(kind) && pool.Pick(kind, random) is var known && known.StartsWith(Marks.Key, StringComparison.Ordinal)
            ? Marks.Key + Like(known[Marks.Key.Length..], pattern.GetString()!, 255 - Marks.Key.Length)
            : Like(example, pattern.GetString()!, int.MaxValue);
    }

    private static string? KindOf(JsonElement schema) =>
        schema.TryGetProperty("examples", out var examples) && examples[0].ValueKind == JsonValueKind.String ? examples[0].GetString() : null;

    // Something else that looks the same: other digits for digits, and so on, some characters more or less.
    private string Like(string example, string pattern, int most)
    {
        for (var tries = 0; tries < 20; tries++)
        {
            var made = Varied(example);
            if (made.Length <= most && Regex.IsMatch(made, pattern))
            {
                return made;
            }
        }

        return example;
    }

    private string Varied(string example)
    {
        var text = new StringBuilder();
        foreach (var character in example)
        {
            var next = char.IsAsciiDigit(character) ? random.Digits(1)
                : char.IsAsciiLetter(character) ? random.Text("abcdefghijklmnopqrstuvwxyzABCXYZ", 1)
                : character.ToString();
            text.Append(random.Next(12) switch { 0 => "", 1 => next + next, _ => next });
        }

        return random.Next(8) switch
        {
            0 => $"{text}{text}{text}",
            1 => text.ToString(0, Math.Min(1, text.Length)),
            2 => text.Append(random.Text("!#$%&'()*+,/:;<=>?@[]^`{|}~", 2)).ToString(),
            _ => text.ToString(),
        };
    }

    private string Time()
    {
        var time = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(random.Next(60_000_000)).ToOffset(TimeSpan.FromMinutes(15 * random.Next(-48, 49)));
        return time.ToString(random.Pick(["yyyy-MM-ddTHH:mm:sszzz", "yyyy-MM-ddTHH:mm:ss.fffzzz", "yyyy-MM-ddTHH:mm:ss.fffffffzzz"]), CultureInfo.InvariantCulture);
    }

    // Text for people, with one of the marks where there is room for it.
    private string Words(int least, int most)
    {
        var length = random.Next(5) switch { 0 => least, 1 => most, _ => random.Next(least, Math.Min(most, 60) + 1) };
        var text = new StringBuilder(length > Marks.Text.Length ? Marks.Text : "");
        for (var count = text.Length; count < length; count++)
        {
            text.Append(random.Pick(["a", "b", "Z", "9", ".", "-", "\u00df", "\u4e2d", "\U0001f600", "\u05d0", "<", "&", "\"", "\\", "/", "'", "%"]));
        }

        return text.ToString();
    }

    private static int Bound(JsonElement schema, string name, int otherwise) => schema.TryGetProperty(name, out var value) ? value.GetInt32() : otherwise;
}
