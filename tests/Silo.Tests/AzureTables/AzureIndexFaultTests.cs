using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo.Tests;

/// <summary>An installation index whose writes get lost, get through without an answer, or arrive late.</summary>
public sealed class AzureIndexFaultTests(AzureTablesFixture storage) : IAsyncDisposable
{
    // More than any change makes: the last ones go through without a fault.
    private const int MostWrites = 10;

    private readonly AzureTablesBed bed = new(storage);
    private InstallationKey key = Sample.Key();

    public ValueTask DisposeAsync() => bed.DisposeAsync();

    public static TheoryData<long, string> Faults()
    {
        var data = new TheoryData<long, string>();
        foreach (var fault in (string[])[nameof(Fault.CutBefore), nameof(Fault.CutAfter), nameof(Fault.Late)])
        {
            data.Add(0, fault);
            data.Add(1, fault);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Change_EndsAtAnyWrite_RowsAreRightOrMarkedAndRepaired(long before, string fault)
    {
        var stops = 0;
        for (var write = 0; write < MostWrites; write++)
        {
            key = Sample.Key();
            await PrepareAsync(before);
            bed.Faults.FailWrite(write, Enum.Parse<Fault>(fault));
            var (stored, isDone) = await ChangeAsync(before);
            bed.Faults.Heal();
            stops += isDone ? 0 : 1;

            await AssertRightAsync(stored);
            await RepairAsync(stored);
            await AssertRepairedAsync(stored);

            await bed.Faults.ArriveAsync();
            await AssertRightAsync(stored, isLate: true);
            await RepairAsync(stored);
            await AssertRepairedAsync(stored);
        }

        Assert.InRange(stops, 5, MostWrites - 1);
    }

    [Theory]
    [InlineData(nameof(Fault.CutBefore))]
    [InlineData(nameof(Fault.CutAfter))]
    public async Task Release_EndsAtAnyWrite_IsMadeUpForByTheNext(string fault)
    {
        for (var write = 0; write < 5; write++)
        {
            foreach (var stored in (long[])[0, 1])
            {
                key = Sample.Key();
                await PrepareAsync(stored);
                await bed.Index.MarkAsync(key, stored + 1);
                bed.Faults.FailWrite(write, Enum.Parse<Fault>(fault));
                await TryAsync(() => RepairAsync(stored));
                bed.Faults.Heal();

                await AssertRightAsync(stored);
                await RepairAsync(stored);
                await AssertRepairedAsync(stored);
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Release_AnnouncedInBetween_DoesNotTakeItBack(int write)
    {
        await PrepareAsync(1);
        await bed.Index.MarkAsync(key, 2);
        bed.Faults.FailWrite(write, Fault.Late);
        await TryAsync(() => RepairAsync(1));
        bed.Faults.Heal();

        await bed.Index.MarkAsync(key, 2);
        await bed.Faults.ArriveAsync();

        Assert.All(await bed.ReadAsync(key), row => Assert.True(row!.IsMarked));
        Assert.True(await bed.HasMarkAsync(key));
    }

    [Fact]
    public async Task Change_AnswersLost_HappensAllTheSame()
    {
        for (var write = 0; write < 6; write++)
        {
            key = Sample.Key();
            bed.Faults.FailWrite(write, Fault.LostAnswer);

            Assert.Equal((1, true), await ChangeAsync(0));

            await AssertRepairedAsync(1);
        }
    }

    [Fact]
    public async Task Change_ManyAtOnce_EndsUnmarkedAtTheLast()
    {
        await Task.WhenAll(Enumerable.Range(1, 5).Select(async revision =>
        {
            await bed.Index.MarkAsync(key, revision);
            await bed.Index.CompleteAsync(key, Sample.Record(revision));
        }));

        await AssertRepairedAsync(5);
    }

    // Stated in the docs: what a change costs.
    [Fact]
    public async Task Change_Undisturbed_CostsElevenRequests()
    {
        await PrepareAsync(1);
        bed.Faults.Heal();

        await bed.Index.MarkAsync(key, 2);
        Assert.Equal((5, 3), (bed.Faults.Requests, bed.Faults.Writes));

        await bed.Index.CompleteAsync(key, Sample.Record(2));
        Assert.Equal((11, 6), (bed.Faults.Requests, bed.Faults.Writes));
    }

    /// <returns>The revision that the grain's state would have now, and whether the change went to its end.</returns>
    private async Task<(long Stored, bool IsDone)> ChangeAsync(long before)
    {
        if (!await TryAsync(() => bed.Index.MarkAsync(key, before + 1)))
        {
            return (before, false);
        }

        var isDone = await TryAsync(() => bed.Index.CompleteAsync(key, Sample.Record(before + 1)));
        return (before + 1, isDone);
    }

    private Task PrepareAsync(long revision) => revision == 0 ? Task.CompletedTask : bed.Index.CompleteAsync(key, Sample.Record(revision));

    private Task RepairAsync(long stored) => bed.Index.ReleaseAsync(key, stored == 0 ? null : Sample.Record(stored));

    private static async Task<bool> TryAsync(Func<Task> action)
    {
        try
        {
            await action();
            return true;
        }
        catch (RegistryUnavailableException)
        {
            return false;
        }
    }

    // A reader gets what is stored, or is told to ask the grain; and the repair finds what is marked.
    private async Task AssertRightAsync(long stored, bool isLate = false)
    {
        var rows = await bed.ReadAsync(key, isLate ? bed.LaterIndex : bed.Index);
        Assert.All(rows, row => Assert.True(row?.IsMarked == true || (row?.Record?.Revision ?? 0) == stored));
        Assert.True(await bed.HasMarkAsync(key) || rows.All(row => row?.IsMarked != true));
    }

    private async Task AssertRepairedAsync(long stored)
    {
        Assert.All(await bed.ReadAsync(key), row => Assert.Equal((stored, false), (row?.Record?.Revision ?? 0, row?.IsMarked ?? false)));
        Assert.False(await bed.HasMarkAsync(key));
    }
}
