using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Registry.Api.Tests.Fuzzing;

/// <summary>Changes one thing in a request, and finds out whether the reference still permits it.</summary>
internal sealed class NearMiss(Reference reference, ValueMaker values, Random random)
{
    private static readonly string[] Texts =
    [
        "", " ", "-1", "0", "1.5", "1e3", "+1", "NaN", "null", "true", "[]", "{}", "9223372036854775807", "9223372036854775808", "201", "\u0663", "a b", "\u00e9", "../x", "a/b", "a%b", "a\tb",
        new('a', 65), new('a', 129), new('9', 400),
    ];

    public void Spoil(Draft draft)
    {
        if (draft.HasBody && random.Chance(60))
        {
            SpoilBody(draft);
        }
        else if (draft.Operation.Parameters.Count > 0 && random.Chance(80))
        {
            SpoilParameter(draft, random.Pick(draft.Operation.Parameters));
        }
        else
        {
            draft.Query.Add((random.Pick(["no_such", "limits", "Limit", "CURSOR", "x%20y"]), "1"));
            draft.Manner.Add("a parameter that there is not");
            draft.Expectation = draft.Operation.IsOpen ? Expectation.Any : Expectation.IsRefused;
        }
    }

    private void SpoilParameter(Draft draft, ApiParameter parameter)
    {
        var value = values.Parameter(parameter);
        value = random.Next(3) switch { 0 => value + random.Pick(Texts), 1 => value.ToUpperInvariant(), _ => random.Pick(Texts) };
        if (parameter.In == "header")
        {
            // Blanks around it are none of its own (RFC 9110 section 5.5).
            value = value.Trim(' ', '\t');
        }

        draft.Manner.Add($"{parameter.Name} is off");
        draft.Expectation = Permits(parameter.Schema, value) ? Expectation.Any : Expectation.IsRefused;
        if (parameter.In == "query" && random.Chance(15))
        {
            draft.Query.Add((parameter.Name, "1"));
            draft.Query.Add((parameter.Name, "1"));
            draft.Expectation = Expectation.IsRefused;
            return;
        }

        // In a header only what fits there; in the path, an empty segment is another path.
        if (parameter.In == "header" && value.Any(character => character is < ' ' or > '~'))
        {
            value = "\"\"";
            draft.Expectation = Expectation.Any;
        }

        draft.Set(parameter, value);
        if (parameter.In == "path" && value.Length == 0)
        {
            draft.Expectation = Expectation.Any;
        }
    }

    private static bool Permits(JsonElement schema, string text)
    {
        if (schema.GetProperty("type").GetString() == "integer")
        {
            return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                && !(schema.TryGetProperty("minimum", out var least) && number < least.GetInt64())
                && !(schema.TryGetProperty("maximum", out var most) && number > most.GetInt64());
        }

        return !(schema.TryGetProperty("enum", out var words) && !words.EnumerateArray().Any(word => word.GetString() == text))
            && !(schema.TryGetProperty("pattern", out var pattern) && !Regex.IsMatch(text, pattern.GetString()!))
            && !(schema.TryGetProperty("maxLength", out var length) && text.Length > length.GetInt32());
    }

    private void SpoilBody(Draft draft)
    {
        var places = new List<JsonNode>();
        Collect(draft.Body, places);
        var place = places.Count == 0 ? null : random.Pick(places);
        switch (random.Next(4))
        {
            case 0 when place is JsonObject { Count: > 0 } holder:
                var name = random.Pick([.. holder.Select(member => member.Key)]);
                holder.Remove(name);
                draft.Manner.Add($"{name} is left out of the body");
                break;
            case 1 when place is JsonObject holder:
                holder[random.Pick(["no_such", "Name", "ID", "__proto__", "constructor", "$ref", ""])] = Other();
                draft.Manner.Add("there is one more member in the body");
                break;
            case 2 when place is JsonArray { Count: > 0 } list:
                list.Add(list[0]?.DeepClone());
                draft.Manner.Add("an item is twice in the body");
                break;
            default:
                draft.Manner.Add($"{place?.GetPath() ?? "the body"} is something else");
                Replace(draft, place, Other());
                break;
        }

        using var json = JsonDocument.Parse(draft.BodyBytes()!);
        draft.Expectation = reference.Difference(draft.Operation.Body!, json.RootElement) is null ? Expectation.Any : Expectation.IsRefused;
    }

    private static void Collect(JsonNode? node, List<JsonNode> places)
    {
        if (node is null)
        {
            return;
        }

        places.Add(node);
        foreach (var inner in node switch { JsonObject members => members.Select(member => member.Value), JsonArray items => items, _ => [] })
        {
            Collect(inner, places);
        }
    }

    private static void Replace(Draft draft, JsonNode? place, JsonNode? other)
    {
        if (place?.Parent is null)
        {
            draft.Body = other;
        }
        else
        {
            place.ReplaceWith(other);
        }
    }

    private JsonNode? Other() => random.Next(10) switch
    {
        0 => null,
        1 => true,
        2 => random.Pick<long>([-1, 0, 1, long.MaxValue, long.MinValue]),
        3 => 1.5,
        4 => new JsonArray(),
        5 => new JsonObject(),
        6 => new JsonArray([.. Enumerable.Range(0, 1001).Select(number => (JsonNode)$"item_{number}")]),
        7 => new string('x', random.Pick([101, 501, 129, 2049, 5000])),
        _ => random.Pick(Texts),
    };
}
