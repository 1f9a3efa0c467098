using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Registry.Api;

/// <summary>
/// Compares a body with its type and the rules on its members, and lists every difference at once in words for people.
/// The serializer would stop at the first and name .NET types.
/// </summary>
internal sealed class BodyInspector
{
    private const int MostDepth = 32;
    private readonly BodyRuleContext context;
    private readonly Faults faults = new();

    private BodyInspector(IServiceProvider services) => context = new(faults, services);

    /// <exception cref="ProblemException"><c>invalid_request</c> with every fault.</exception>
    public static void Inspect(ReadOnlyMemory<byte> json, JsonTypeInfo type, IServiceProvider services)
    {
        var inspector = new BodyInspector(services);
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MostDepth });
            inspector.Value(document.RootElement, type.Type, "");
        }
        catch (JsonException exception)
        {
            inspector.faults.Add("body", string.Create(
                CultureInfo.InvariantCulture,
                $"Is not valid JSON, or nested too deeply, at line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}."));
        }

        if (inspector.faults.Any)
        {
            throw new ProblemException(Problems.InvalidRequest(inspector.faults));
        }
    }

    private bool Value(JsonElement element, Type declared, string path)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        if (type == typeof(JsonElement))
        {
            return element.ValueKind == JsonValueKind.Object ? Free(element, path) : Fault(path, $"Must be an object, not {JsonWords.Of(element)}.");
        }

        var info = ApiJson.Readable.GetTypeInfo(type) ?? throw new NotSupportedException($"{type} is not in {nameof(ApiJson)}.");
        return info.Kind switch
        {
            JsonTypeInfoKind.Object => Object(element, info, path),
            JsonTypeInfoKind.Enumerable => List(element, info.ElementType!, path),
            _ => Scalar(element, type, path),
        };
    }

    private bool Object(JsonElement element, JsonTypeInfo info, string path)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return Fault(path, $"Must be an object, not {JsonWords.Of(element)}.");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
        {
            if (faults.IsFull)
            {
                return false;
            }

            if (!JsonWords.TryName(property, out var name))
            {
                Fault(path, "Has a member whose name is not valid text.");
            }
            else if (!seen.Add(name))
            {
                Fault(Join(path, name), "Is given twice.");
            }
            else if (info.Properties.FirstOrDefault(member => member.Name == name) is { } member)
            {
                Member(property.Value, member, Join(path, name));
            }
            else
            {
                Fault(Join(path, JsonWords.Shorten(name)), info.Properties.Count == 0
                    ? "This call takes no body: leave it out, or send {}."
                    : $"Is not known here. Known are: {string.Join(", ", info.Properties.Select(known => known.Name))}.");
            }
        }

        foreach (var missing in info.Properties.Where(member => member.IsRequired && !seen.Contains(member.Name)))
        {
            Fault(Join(path, missing.Name), "Is required.");
        }

        return true;
    }

    private void Member(JsonElement element, JsonPropertyInfo member, string path)
    {
        if (element.ValueKind == JsonValueKind.Null)
        {
            if (!member.IsSetNullable)
            {
                Fault(path, "Must not be null.");
            }

            return;
        }

        if (!Value(element, member.PropertyType, path))
        {
            return;
        }

        foreach (BodyRuleAttribute rule in member.AttributeProvider?.GetCustomAttributes(typeof(BodyRuleAttribute), inherit: false) ?? [])
        {
            rule.Check(element, path, context);
        }
    }

    private bool List(JsonElement element, Type elementType, string path)
    {
        if (element.ValueKind != JsonValueKind.Array)
        {
            return Fault(path, $"Must be a list, not {JsonWords.Of(element)}.");
        }

        var index = 0;
        foreach (var item in element.EnumerateArray())
        {
            if (faults.IsFull)
            {
                return false;
            }

            var itemPath = string.Create(CultureInfo.InvariantCulture, $"{path}[{index++}]");
            _ = item.ValueKind == JsonValueKind.Null ? Fault(itemPath, "Must not be null.") : Value(item, elementType, itemPath);
        }

        // The rules of the list itself (length, duplicates) are checked also where an item has a fault.
        return true;
    }

    // What is passed on as it is: any JSON that others can read, too.
    private bool Free(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.Object => FreeMembers(element, path),
        JsonValueKind.Array => element.EnumerateArray().All(item => Free(item, path)),
        JsonValueKind.String => JsonWords.TryText(element, out _) || Fault(path, "Is not valid text: half of a surrogate pair is missing."),
        _ => true,
    };

    private bool FreeMembers(JsonElement element, string path)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
        {
            if (!JsonWords.TryName(property, out var name))
            {
                return Fault(path, "Has a member whose name is not valid text.");
            }

            var memberPath = Join(path, JsonWords.Shorten(name));
            if (!seen.Add(name))
            {
                return Fault(memberPath, "Is given twice.");
            }

            if (!Free(property.Value, memberPath))
            {
                return false;
            }
        }

        return true;
    }

    private bool Scalar(JsonElement element, Type type, string path)
    {
        if (type == typeof(long))
        {
            return (element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out _))
                || Fault(path, $"Must be a whole number, not {JsonWords.Of(element)}.");
        }

        if (type == typeof(bool))
        {
            return element.ValueKind is JsonValueKind.True or JsonValueKind.False || Fault(path, $"Must be true or false, not {JsonWords.Of(element)}.");
        }

        if (element.ValueKind != JsonValueKind.String)
        {
            return Fault(path, $"Must be a string, not {JsonWords.Of(element)}.");
        }

        if (!JsonWords.TryText(element, out var text))
        {
            return Fault(path, "Is not valid text: half of a surrogate pair is missing.");
        }

        if (type == typeof(DateTimeOffset))
        {
            return TimeText.IsMoment(element) || Fault(path, $"Must be {TimeText.Rule}.");
        }

        return IdKind.Of(type) is not { } kind || kind.IsValid(text) || Fault(path, $"Must be {kind.Rule}.");
    }

    private bool Fault(string path, string message)
    {
        faults.Add(path.Length == 0 ? "body" : path, message);
        return false;
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
