namespace Registry.Cluster.Tests;

/// <summary>
/// What docs/operations.md says of upgrades holds for silos of two releases in one cluster, in both directions: what the later
/// one has added is no hindrance, and must not be used yet. The two are those of tests/Upgrade.
/// </summary>
[Collection(nameof(ProcessCollection))]
public sealed class TwoReleasesTests
{
    private static readonly string Now = RegistryProcess.Metadata("UpgradeNowAssembly");
    private static readonly string Next = RegistryProcess.Metadata("UpgradeNextAssembly");

    [Fact]
    public async Task AddedMember_IsPassedOverByTheReleaseBeforeAndMissingFromWhatThatSends()
    {
        await using var now = await ReleaseProcess.StartAsync(Now);
        await using var next = await ReleaseProcess.StartAsync(Next, now);

        Assert.Equal("text", await next.AskAsync("keep", "a", on: now));
        Assert.Equal("text by nobody", await next.AskAsync("get", "a", on: now));
        Assert.Equal("text by nobody", await now.AskAsync("keep", "b", on: next));
        Assert.Equal("text", await now.AskAsync("get", "b", on: next));
        Assert.Equal("text by somebody", await next.AskAsync("keep", "b", on: next));
        Assert.Equal("text", await now.AskAsync("get", "b", on: next));
    }

    // Orleans can't tell who knows it: the caller gets an error, which is why nobody calls it before the next release.
    [Fact]
    public async Task AddedMethod_WorksOnlyWhereItIsKnown_AndDoesNoHarmElsewhere()
    {
        await using var now = await ReleaseProcess.StartAsync(Now);
        await using var next = await ReleaseProcess.StartAsync(Next, now);
        await next.AskAsync("keep", "a", on: now);
        await next.AskAsync("keep", "b", on: next);

        Assert.Equal("forgotten", await next.AskAsync("forget", "b", on: next));
        Assert.StartsWith("failed ", await next.AskAsync("forget", "a", on: now));

        Assert.Equal("text", await now.AskAsync("get", "a", on: now));
        Assert.Equal("none", await now.AskAsync("get", "b", on: next));
    }

    [Fact]
    public async Task ReleaseBefore_ComesBackBesideTheNext_AndIsUnderstood()
    {
        await using var next = await ReleaseProcess.StartAsync(Next);
        await using var now = await ReleaseProcess.StartAsync(Now, next);

        Assert.Equal("text", await next.AskAsync("keep", "a", on: now));
        Assert.Equal("text by nobody", await now.AskAsync("keep", "b", on: next));
    }
}
