using CsCheck;
using Orleans.Runtime;
using Registry.Grains.Interfaces;

namespace Registry.Silo.Tests;

/// <summary>Keys of tables: no two things share one, each is allowed, and their order is that of what they stand for.</summary>
public sealed class AzureKeyPropertyTests
{
    [Fact]
    public void Encode_TwoTexts_IsTheSameKeyOnlyForTheSameText()
    {
        var character = Gen.Char["aA0_-.=:~/\\#?, \n\0\u00e9\u4e2d0F23"];

        // Texts that differ in little: in one character, or in one against what it may become.
        Gen.Select(Gen.String[character, 0, 4], character, Gen.String[character, 1, 5], Gen.String[character, 0, 4]).Sample(
            (front, one, other, rest) =>
            {
                Assert.Equal(other == one.ToString(), AzureKey.Encode($"{front}{one}{rest}") == AzureKey.Encode($"{front}{other}{rest}"));
                Assert.Matches(@"^[A-Za-z0-9_.=:~-]*\z", AzureKey.Encode($"{front}{one}{rest}"));
            },
            iter: 10_000);
    }

    [Fact]
    public void Join_APair_IsSplitAgain() => Gen.Select(SampleGen.Workspace, SampleGen.App).Sample((workspace, app) =>
        Assert.Equal(new(workspace, app), AzureKey.Split(AzureKey.Join(new(workspace, app)))));

    [Fact]
    public void Join_TwoPairs_AreInTheOrderOfTheirIds()
    {
        var id = Gen.String[Gen.Char["-0Aa_"], 1, 3];

        Gen.Select(id, id, id, id).Sample((workspace, app, otherWorkspace, otherApp) => Assert.Equal(
            Math.Sign(string.CompareOrdinal(workspace, otherWorkspace) is not 0 and var order ? order : string.CompareOrdinal(app, otherApp)),
            Math.Sign(string.CompareOrdinal(
                AzureKey.Join(new(WorkspaceId.Parse(workspace), AppId.Parse(app))), AzureKey.Join(new(WorkspaceId.Parse(otherWorkspace), AppId.Parse(otherApp)))))));
    }

    [Fact]
    public void PartitionOf_AnyId_IsOneOfThePartitions() => Gen.Select(SampleGen.App, SampleGen.Workspace).Sample((app, workspace) =>
        Assert.Contains(AzureEventKey.Partition(app, workspace), AzureKey.Partitions(app.Value)));

    [Fact]
    public void Newest_TwoDeliveries_AreFromTheLatestToTheFirst()
    {
        var id = Gen.Select(Gen.OneOf(Gen.Long[0, 3], Gen.Long[0, 999_999_999_999_999_999]), Gen.String[Gen.Char["-0Aa_"], 1, 3], (sequence, workspace) => new DeliveryId(WorkspaceId.Parse(workspace), sequence));

        Gen.Select(id, id).Sample((one, other) => Assert.Equal(
            Math.Sign(one.Sequence != other.Sequence ? other.Sequence.CompareTo(one.Sequence) : string.CompareOrdinal(other.Workspace.Value, one.Workspace.Value)),
            Math.Sign(string.CompareOrdinal(AzureEventKey.Newest(one), AzureEventKey.Newest(other)))));
    }

    [Fact]
    public void Hour_OfAnyTime_EndsAfterItWithinTheHour() => Gen.Long[DateTime.UnixEpoch.Ticks, new DateTime(9998, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks].Sample(ticks =>
    {
        var time = new DateTimeOffset(ticks, TimeSpan.Zero);
        var end = AzureEventKey.EndOfHour($"{AzureEventKey.Hour(time)},f");

        Assert.InRange(end - time, TimeSpan.FromTicks(1), TimeSpan.FromHours(1));
    });

    // The provider of Orleans takes numbers and Guids in hexadecimal digits for the same in another spelling.
    [Fact]
    public void Exact_TwoGrains_AreTheSameOnlyForTheSameKeyAndLookLikeNoNumber()
    {
        var key = Gen.String[Gen.Char["01aAfF-"], 1, 4];

        Gen.Select(key, key).Sample((one, other) =>
        {
            var exact = AdoNetGrainKey.Exact(GrainId.Create("app", one)).Key;
            Assert.Equal(one == other, exact == AdoNetGrainKey.Exact(GrainId.Create("app", other)).Key);
            Assert.False(char.IsAsciiHexDigit((char)exact.AsSpan()[0]));
        });
    }
}
