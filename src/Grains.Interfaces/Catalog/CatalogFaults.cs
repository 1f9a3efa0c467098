using System.Collections.Immutable;
using System.Text.Json;

namespace Registry.Grains.Interfaces;

/// <summary>Collects what is wrong in a catalog document.</summary>
internal sealed class CatalogFaults
{
    private readonly List<CatalogFault> found = [];

    public bool IsEmpty => found.Count == 0;

    public void Add(string path, string message) => found.Add(new(path, message));

    /// <summary>The faults in the order in which their values stand in the document, whatever order they were found in.</summary>
    public ImmutableArray<CatalogFault> InOrderOf(JsonElement root)
    {
        var positions = new Dictionary<string, int>(StringComparer.Ordinal);
        Number(root, CatalogPath.Root, positions);
        return [.. found.OrderBy(fault => positions[fault.Location])];
    }

    private static void Number(JsonElement value, string path, Dictionary<string, int> positions)
    {
        positions.TryAdd(path, positions.Count);

        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in value.EnumerateObject())
            {
                Number(member.Value, CatalogPath.Member(path, member), positions);
            }
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var (index, item) in value.EnumerateArray().Index())
            {
                Number(item, CatalogPath.Item(path, index), positions);
            }
        }
    }
}
