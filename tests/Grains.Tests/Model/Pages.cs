using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>Reads lists to their end.</summary>
internal static class Pages
{
    /// <summary>All items, or null where there is no list; a page that is longer than asked for is an error.</summary>
    public static async Task<List<T>?> AllAsync<T>(Func<string?, Task<Page<T>?>> read, int limit)
    {
        var items = new List<T>();
        string? after = null;
        do
        {
            if (await read(after) is not { } page)
            {
                return null;
            }

            if (page.Items.Length > limit)
            {
                throw new DifferenceException("a page", $"expected at most {limit} items, was {page.Items.Length}");
            }

            items.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);

        return items;
    }
}
