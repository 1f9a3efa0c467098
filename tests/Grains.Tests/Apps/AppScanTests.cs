using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>A scan fills its pages as far as a bounded number of rows allows, and loses nothing between them.</summary>
public sealed class AppScanTests
{
    private readonly List<int> reads = [];
    private int asked;

    [Theory]
    [InlineData(0, 1, 10)]
    [InlineData(1, 1, 10)]
    [InlineData(10, 1, 10)]
    [InlineData(11, 1, 10)]
    [InlineData(120, 1, 1)]
    [InlineData(120, 3, 7)]
    [InlineData(300, 2, 200)]
    [InlineData(1_300, 600, 5)]
    public async Task Read_PageByPage_FindsEachOnceInOrder(int rows, int every, int limit)
    {
        var scan = Over(rows, number => number % every == 0);
        var found = new List<App>();
        AppId? after = null;
        do
        {
            var page = await scan.ReadAsync(after, limit);
            Assert.InRange(page.Items.Length, 0, limit);
            found.AddRange(page.Items);
            Assert.NotEqual(after?.Value ?? "", page.Next);
            after = page.Next is { } next ? AppId.Parse(next) : null;
        }
        while (after is not null);

        Assert.Equal(Enumerable.Range(0, rows).Where(number => number % every == 0).Select(Id), found.Select(app => app.Id));
    }

    [Fact]
    public async Task Read_TheLastOneFillsThePage_SaysThatNothingFollows() =>
        Assert.Null((await Over(10, _ => true).ReadAsync(null, 10)).Next);

    [Fact]
    public async Task Read_NothingWanted_StopsAfterItsRows()
    {
        var page = await Over(2 * AppScan.MostRows, _ => false).ReadAsync(null, 20);

        Assert.Empty(page.Items);
        Assert.Equal(Id(AppScan.MostRows - 1).Value, page.Next);
        Assert.Equal(AppScan.MostRows, asked);
    }

    [Fact]
    public async Task Read_FewWanted_AsksNoMoreThanItMust()
    {
        await Over(1_000, _ => true).ReadAsync(null, 20);

        Assert.Single(reads);
        Assert.InRange(asked, 20, 50);
    }

    private static AppId Id(int number) => AppId.Parse($"app-{number:D5}");

    private AppScan Over(int rows, Func<int, bool> isWanted) => new(
        (after, limit) =>
        {
            reads.Add(limit);
            return Task.FromResult(Enumerable.Range(0, rows).Select(Id)
                .Where(id => after is not { } last || string.CompareOrdinal(id.Value, last.Value) > 0)
                .Take(limit)
                .ToImmutableArray());
        },
        id =>
        {
            asked++;
            return Task.FromResult(isWanted(int.Parse(id.Value[4..], null)) ? Sample(id) : null);
        });

    private static App Sample(AppId id) => new()
    {
        Id = id,
        Name = "Test",
        Developer = DeveloperId.Parse("dev"),
        Visibility = AppVisibility.Public,
        Status = AppStatus.Draft,
        ManifestVersion = 1,
        Review = new() { OverPrivileged = [] },
        CreatedAt = DateTimeOffset.UnixEpoch,
        UpdatedAt = DateTimeOffset.UnixEpoch,
    };
}
