using System.Text.Json;

namespace Registry.Api.Tests;

/// <summary>Reads lists to their end.</summary>
internal static class Paging
{
    public static async Task<List<JsonElement>> AllAsync(HttpCaller caller, string path, int limit = 50)
    {
        var items = new List<JsonElement>();
        string? cursor = null;
        do
        {
            var page = (await caller.GetAsync($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}limit={limit}{(cursor is null ? "" : $"&cursor={cursor}")}")).Is(200).Json;
            items.AddRange(page.GetProperty("items").EnumerateArray());
            cursor = page.GetProperty("nextCursor").GetString();
        }
        while (cursor is not null);

        return items;
    }
}
