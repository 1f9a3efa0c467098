using System.Text.Json.Nodes;

namespace Registry.Cluster.Tests;

/// <summary>A list as it was read when all was quiet, and the objects that belong into it as they were shown one by one.</summary>
/// <param name="Name">The path of the list.</param>
/// <param name="Rows">What it showed.</param>
/// <param name="Expected">What it has to show, in any order.</param>
internal sealed record FinalList(string Name, IReadOnlyList<JsonNode> Rows, IReadOnlyList<JsonNode> Expected)
{
    public IEnumerable<Violation> Check()
    {
        foreach (var expected in Expected)
        {
            var rows = Rows.Where(row => IdOf(row) == IdOf(expected)).ToList();
            if (rows is not [var row])
            {
                yield return new(Rule.ListsAgree, Name, $"shows {IdOf(expected)} {rows.Count} times");
            }
            else if (!JsonNode.DeepEquals(row, expected))
            {
                yield return new(Rule.ListsAgree, Name, $"shows {row.ToJsonString()}, the installation itself {expected.ToJsonString()}");
            }
        }

        foreach (var row in Rows.Where(row => Expected.All(expected => IdOf(expected) != IdOf(row))))
        {
            yield return new(Rule.ListsAgree, Name, $"shows {IdOf(row)}, which is not there");
        }
    }

    private static string IdOf(JsonNode installation) => $"{installation["workspace"]}/{installation["app"]}";
}
