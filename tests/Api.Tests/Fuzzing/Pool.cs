using System.Text.Json;

namespace Registry.Api.Tests.Fuzzing;

/// <summary>
/// Ids, tags and cursors that the service knows, so that requests get past "no such thing". What a text stands for is told by
/// the example that the reference gives for it: that is the name of its kind here.
/// </summary>
internal sealed class Pool
{
    private const int MostLearned = 40;

    private readonly Lock gate = new();
    private readonly Dictionary<string, List<string>> kinds = [];
    private readonly Dictionary<string, int> founders = [];
    private readonly Dictionary<string, string[]> lists = [];
    private readonly List<FuzzRequest> pages = [];

    /// <summary>What stays.</summary>
    public void Found(string kind, params IEnumerable<string> values)
    {
        lock (gate)
        {
            var list = kinds.TryGetValue(kind, out var known) ? known : kinds[kind] = [];
            list.AddRange(values);
            founders[kind] = list.Count;
        }
    }

    /// <summary>A list that makes sense as a whole.</summary>
    public void FoundList(string kind, params string[] values) => lists[kind] = values;

    public IReadOnlyList<string>? List(string? kind) => kind is null ? null : lists.GetValueOrDefault(kind);

    public bool Knows(string? kind)
    {
        lock (gate)
        {
            return kind is not null && kinds.ContainsKey(kind);
        }
    }

    public string Pick(string kind, Random random)
    {
        lock (gate)
        {
            var list = kinds[kind];
            return list[random.Next(random.Chance(75) ? founders[kind] : list.Count)];
        }
    }

    public FuzzRequest? Page(Random random)
    {
        lock (gate)
        {
            return pages.Count == 0 ? null : random.Pick(pages);
        }
    }

    /// <summary>Keeps what an answer tells and what a request has made.</summary>
    public void Learn(FuzzRequest request, RawAnswer answer, Random random)
    {
        if (answer.Status is < 200 or >= 300 || answer.Endpoint != request.Operation.Id)
        {
            return;
        }

        foreach (var parameter in request.Operation.Parameters.Where(parameter => parameter.In == "path"))
        {
            if (request.PathValues.TryGetValue(parameter.Name, out var value) && parameter.Example.GetString() is { } kind && Knows(kind))
            {
                Add(kind, value, random);
            }
        }

        if (answer.Headers.TryGetValue("Location", out var location) && request.Operation.Method == "POST")
        {
            Add("3", location.Split('/')[^1], random);
        }

        if (request.Method == "GET" && answer.MediaType == "application/json" && answer.Body.Length > 0)
        {
            LearnPage(request, answer, random);
        }
    }

    private void LearnPage(FuzzRequest request, RawAnswer answer, Random random)
    {
        using var json = JsonDocument.Parse(answer.Body);
        if (!json.RootElement.TryGetProperty("nextCursor", out var next) || next.GetString() is not { } cursor)
        {
            return;
        }

        var parts = request.Target.Split('?', 2);
        var query = parts.Length == 1 ? [] : parts[1].Split('&').Where(part => !part.StartsWith("cursor=", StringComparison.Ordinal));
        var page = request with { Target = $"{parts[0]}?{string.Join('&', query.Append($"cursor={cursor}"))}", Manner = "the next page" };
        lock (gate)
        {
            Keep(pages, page, 0, random);
        }
    }

    private void Add(string kind, string value, Random random)
    {
        lock (gate)
        {
            if (kinds.TryGetValue(kind, out var list) && !list.Contains(value))
            {
                Keep(list, value, founders[kind], random);
            }
        }
    }

    private static void Keep<T>(List<T> list, T item, int firstLearned, Random random)
    {
        if (list.Count < firstLearned + MostLearned)
        {
            list.Add(item);
        }
        else
        {
            list[random.Next(firstLearned, list.Count)] = item;
        }
    }
}
