using System.Text;
using System.Text.Json.Nodes;

namespace Registry.Api.Tests.Fuzzing;

/// <summary>A request in the making: first as the reference wants it, then spoilt.</summary>
internal sealed class Draft
{
    private const string Json = "application/json";

    public required ApiOperation Operation { get; init; }

    public required FuzzCaller Caller { get; set; }

    public required string Method { get; set; }

    /// <summary>The parameters in the path, as they are meant.</summary>
    public Dictionary<string, string> PathValues { get; } = [];

    /// <summary>What stands for a parameter in the path where that is not the value, escaped.</summary>
    public Dictionary<string, string> RawPathValues { get; } = [];

    /// <summary>Escaped names and values.</summary>
    public List<(string Name, string Value)> Query { get; } = [];

    public List<(string Name, string Value)> Headers { get; } = [];

    public JsonNode? Body { get; set; }

    /// <summary>The bytes of the body, where they are not those of <see cref="Body"/>.</summary>
    public byte[]? RawBody { get; set; }

    public bool HasBody { get; set; }

    public string? ContentType { get; set; }

    public bool IsChunked { get; set; }

    /// <summary>Changes the whole target at last.</summary>
    public Func<string, string>? Target { get; set; }

    public Expectation Expectation { get; set; } = Expectation.IsInForm;

    public List<string> Manner { get; } = [];

    /// <summary>A request that is as the reference wants it.</summary>
    public static Draft InForm(ApiOperation operation, FuzzCaller caller, ValueMaker values, Random random)
    {
        var draft = new Draft { Operation = operation, Caller = caller, Method = operation.Method };
        foreach (var parameter in operation.Parameters.Where(parameter => parameter.IsRequired || (random.Chance(25) && values.CanMake(parameter))))
        {
            draft.Set(parameter, values.Parameter(parameter));
        }

        if (operation.Body is not null && (operation.IsBodyRequired || random.Chance(70)))
        {
            draft.HasBody = true;
            draft.Body = values.Body(operation);
            draft.ContentType = random.Chance(80) ? Json : random.Pick([$"{Json}; charset=utf-8", "Application/JSON", $"{Json};charset=\"UTF-8\"", "application/merge-patch+json"]);
            draft.IsChunked = random.Chance(10);
        }

        return draft;
    }

    public void Set(ApiParameter parameter, string value)
    {
        switch (parameter.In)
        {
            case "path":
                PathValues[parameter.Name] = value;
                break;
            case "query":
                Query.RemoveAll(each => each.Name == parameter.Name);
                Query.Add((parameter.Name, Uri.EscapeDataString(value)));
                break;
            default:
                Headers.RemoveAll(each => each.Name == parameter.Name);
                Headers.Add((parameter.Name, value));
                break;
        }
    }

    public byte[]? BodyBytes() => RawBody ?? (HasBody ? Encoding.UTF8.GetBytes(Body?.ToJsonString() ?? "null") : null);

    public FuzzRequest ToRequest()
    {
        var target = Operation.Path;
        foreach (var (name, value) in PathValues)
        {
            target = target.Replace($"{{{name}}}", RawPathValues.GetValueOrDefault(name) ?? Uri.EscapeDataString(value), StringComparison.Ordinal);
        }

        if (Query.Count > 0)
        {
            target += $"?{string.Join('&', Query.Select(each => $"{each.Name}={each.Value}"))}";
        }

        return new()
        {
            Operation = Operation,
            Caller = Caller,
            Method = Method,
            Target = Target?.Invoke(target) ?? target,
            Headers = ContentType is null ? Headers : [("Content-Type", ContentType), .. Headers],
            Body = BodyBytes(),
            IsChunked = IsChunked,
            Expectation = Expectation,
            Manner = Manner.Count == 0 ? "as the reference wants it" : string.Join(", ", Manner),
            PathValues = RawPathValues.Count == 0 && Target is null ? PathValues : new Dictionary<string, string>(),
        };
    }
}
