using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>Views are found by the very texts that they were added with, whatever other threads add meanwhile.</summary>
public sealed class RecentInstallationsTests
{
    private static readonly Catalog Catalog = CatalogFile.Load(CatalogFile.DefaultPath);
    private static readonly AppId App = AppId.Parse("app");

    private readonly RecentInstallations recent = new();

    [Fact]
    public void Find_SameTexts_IsTheViewAddedLast()
    {
        var (key, other) = (KeyOf(1), KeyOf(1));
        Assert.Null(recent.Find(key));

        recent.Add(key, ViewOf(1));
        Assert.Equal(1, recent.Find(key)!.Record.Revision);
        Assert.Null(recent.Find(other));

        recent.Add(key, ViewOf(2));
        Assert.Equal(2, recent.Find(key)!.Record.Revision);
    }

    // Many more than there is room for: each of them can be added and is found right away, and an earlier view of it never again.
    [Fact]
    public void Add_MoreThanThereIsRoomFor_FindsWhatWasAddedLast()
    {
        var keys = Enumerable.Range(0, 20_000).Select(KeyOf).ToArray();
        foreach (var round in (ReadOnlySpan<int>)[1, 2])
        {
            foreach (var key in keys)
            {
                Assert.NotEqual(round, recent.Find(key)?.Record.Revision);
                recent.Add(key, ViewOf(round));
                Assert.Equal(round, recent.Find(key)!.Record.Revision);
            }
        }

        Assert.InRange(keys.Count(key => recent.Find(key) is not null), 2_000, 4_096);
    }

    [Fact]
    public async Task Find_OthersAddAtTheSameTime_IsNeverTheViewOfAnother()
    {
        var keys = Enumerable.Range(0, 40_000).Select(KeyOf).ToArray();
        var views = Enumerable.Range(0, keys.Length).Select(number => ViewOf(number)).ToArray();

        // More than there is room for where they meet.
        var rivals = Enumerable.Range(0, keys.Length).GroupBy(number => RecentInstallations.PlaceOf(keys[number])).Select(numbers => numbers.ToArray()).MaxBy(numbers => numbers.Length)!;
        Assert.True(rivals.Length > 2);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(seed => Task.Run(() => Storm(new Random(seed)))));

        void Storm(Random random)
        {
            for (var turn = 0; turn < 2_000_000; turn++)
            {
                var number = rivals[random.Next(rivals.Length)];
                if (recent.Find(keys[number]) is { } found)
                {
                    Assert.Same(views[number], found);
                }

                recent.Add(keys[number], views[number]);
            }
        }
    }

    private static InstallationKey KeyOf(int number) => new(WorkspaceId.Parse($"ws-{number}"), App);

    private static CheckView ViewOf(long revision) => new(
        new()
        {
            Status = InstallationStatus.Installed,
            GrantedScopes = [],
            DisabledTopics = [],
            Revision = revision,
            InstalledAt = default,
            InstalledBy = "test",
            UpdatedAt = default,
        },
        new()
        {
            App = App,
            Sequence = 1,
            Version = 1,
            IsSuspended = false,
            Visibility = AppVisibility.Private,
            Status = AppStatus.Draft,
            IsInstallable = true,
        },
        new(App, Catalog, null!, TimeProvider.System, Timeout.InfiniteTimeSpan));
}
