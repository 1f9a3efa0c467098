using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>What a change costs the storage: counted, so that nobody makes it dearer without noticing.</summary>
public sealed class ChangeCostTests(RegistryCluster cluster)
{
    private static readonly StorageCall[] OfAState = [StorageCall.ReadState, StorageCall.WriteState, StorageCall.Mark, StorageCall.Complete];

    [Fact]
    public async Task Change_OfAnInstallationInMemory_IsTheMarkTheStateAndTheTwoThatFollow()
    {
        var test = await new TestApp(cluster).InstallAsync(TestApp.ReadTags);
        var before = Counts(test);

        TestApp.Accepted(await test.Installation.RevokeScopeAsync(TestApp.ReadTags, TestApp.By()));

        Assert.Equal("WriteState 1, Mark 1, Complete 1, Append 1", Difference(before, Counts(test)));
    }

    [Fact]
    public async Task Change_WithAnIdempotencyKey_IsOneCallMore()
    {
        var test = await new TestApp(cluster).InstallAsync(TestApp.ReadTags);
        var before = Counts(test);

        TestApp.Accepted(await test.Installation.RevokeScopeAsync(TestApp.ReadTags, TestApp.By(idempotency: new("key", "fingerprint"))));

        Assert.Equal("WriteState 1, Mark 1, Complete 1, Append 1, RecordRequest 1", Difference(before, Counts(test)));
    }

    [Fact]
    public async Task Change_ThatIsThereAlready_WritesNothing()
    {
        var test = await new TestApp(cluster).InstallAsync(TestApp.ReadTags);
        var before = Counts(test);

        TestApp.Accepted(await test.Installation.GrantScopeAsync(TestApp.ReadTags, TestApp.By()));

        Assert.Equal("", Difference(before, Counts(test)));
    }

    [Fact]
    public async Task FirstInstall_ReadsTheStateOnceBesides()
    {
        var test = await new TestApp(cluster).RegisterAsync(TestApp.ReadTags);
        var before = Counts(test);

        TestApp.Accepted(await test.Installation.InstallAsync(new(), TestApp.By()));

        Assert.Equal("ReadState 1, WriteState 1, Mark 1, Complete 1, Append 1", Difference(before, Counts(test)));
    }

    private static string Difference(IEnumerable<(StorageCall Call, int Count)> before, IEnumerable<(StorageCall Call, int Count)> after) =>
        string.Join(", ", before.Zip(after).Where(pair => pair.First.Count != pair.Second.Count).Select(pair => $"{pair.First.Call} {pair.Second.Count - pair.First.Count}"));

    private List<(StorageCall Call, int Count)> Counts(TestApp test) =>
    [
        .. OfAState.Select(call => (call, cluster.Faults.Count(test.Key.ToString(), call))),
        .. new[] { StorageCall.Append, StorageCall.RecordRequest }.Select(call => (call, cluster.Faults.Count(JournalOwner.Of(test.Key).Value, call))),
    ];
}
