using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>
/// Fills a page with those of many apps that are wanted, where only the apps themselves can tell. Looks at a bounded number of
/// rows: what is not found by then is for the next page.
/// </summary>
/// <param name="read">Reads ids after one, up to a limit.</param>
/// <param name="find">The app, or null where it is not wanted.</param>
internal sealed class AppScan(Func<AppId?, int, Task<ImmutableArray<AppId>>> read, Func<AppId, Task<App?>> find)
{
    public const int MostRows = 500;

    private const int LeastAtOnce = 50;

    public async Task<Page<App>> ReadAsync(AppId? after, int limit)
    {
        var found = ImmutableArray.CreateBuilder<App>();
        var rows = 0;
        while (rows < MostRows)
        {
            // One more, to know whether anything follows.
            var atOnce = Math.Min(Math.Max(limit, LeastAtOnce), MostRows - rows);
            var ids = await read(after, atOnce + 1);
            var asked = ids.Take(atOnce).ToArray();
            var apps = await Task.WhenAll(asked.Select(find));
            for (var position = 0; position < asked.Length; position++)
            {
                after = asked[position];
                if (apps[position] is { } app)
                {
                    found.Add(app);
                }

                if (found.Count == limit)
                {
                    return new(found.DrainToImmutable(), position + 1 < ids.Length ? asked[position].Value : null);
                }
            }

            if (ids.Length <= atOnce)
            {
                return new(found.DrainToImmutable(), null);
            }

            rows += asked.Length;
        }

        return new(found.DrainToImmutable(), after?.Value);
    }
}
