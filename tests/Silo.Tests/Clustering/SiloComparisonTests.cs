using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Orleans.Configuration;
using Registry.Grains.Interfaces;

namespace Registry.Silo.Tests;

/// <summary>Whom an API process takes for a silo of its cluster.</summary>
public sealed class SiloComparisonTests
{
    private static readonly Catalog Catalog = CatalogFile.Load(CatalogFile.DefaultPath);
    private static readonly SiloDescription Alike = new("cluster", "service", Catalog.ETag);
    private static readonly SiloDescription Other = new("cluster", "another", Catalog.ETag);

    private readonly FakeTimeProvider clock = new();
    private readonly ClusterLink link;
    private readonly Queue<Func<SiloDescription>> answers = new();
    private int asked;

    public SiloComparisonTests() => link = new(clock, NullLogger<ClusterLink>.Instance);

    [Fact]
    public async Task SiloThatIsAlike_IsServed()
    {
        Answer(() => Alike);

        await CompareAsync();

        Assert.Null(link.Obstacle);
    }

    [Fact]
    public async Task OtherSilo_IsNotServed_UntilOneIsAlike()
    {
        Answer(() => Other, () => Other, () => Alike);
        var comparing = CompareAsync();

        await PassUntilAsync(() => asked == 2);
        Assert.Contains("Cluster:ServiceId", link.Obstacle);
        Assert.False(comparing.IsCompleted);

        await PassUntilAsync(() => comparing.IsCompleted);
        Assert.Null(link.Obstacle);
    }

    // As one does that ends while it is asked.
    [Fact]
    public async Task SiloThatFailsForOnce_IsNoSiloThatCannotTell()
    {
        Answer(() => Other, Fail, Fail, () => Other, Fail, Fail, () => Other);
        var comparing = CompareAsync();

        await PassUntilAsync(() => asked == 7);

        Assert.False(comparing.IsCompleted);
        Assert.Contains("Cluster:ServiceId", link.Obstacle);
    }

    [Fact]
    public async Task SilosThatNeverCanTell_AreServed()
    {
        Answer(Fail, Fail, Fail);
        var comparing = CompareAsync();

        await PassUntilAsync(() => comparing.IsCompleted);

        Assert.Equal(3, asked);
        Assert.Null(link.Obstacle);
    }

    private static SiloDescription Fail() => throw new InvalidOperationException("There is no such method.");

    private void Answer(params Func<SiloDescription>[] all) => Array.ForEach(all, answers.Enqueue);

    private Task CompareAsync() => new SiloComparison(
        SameAnswer.Of<IGrainFactory>(() => SameAnswer.Of<IHealthGrain>(Ask)),
        Catalog,
        Options.Create(new ClusterOptions { ClusterId = Alike.ClusterId, ServiceId = Alike.ServiceId }),
        link,
        clock,
        NullLogger<SiloComparison>.Instance).UntilEqualAsync(TestContext.Current.CancellationToken);

    private object Ask()
    {
        var answer = answers.Dequeue();
        asked++;
        return new ValueTask<SiloDescription>(Task.Run(answer));
    }

    private Task PassUntilAsync(Func<bool> condition) => Until.TrueAsync(() =>
    {
        clock.Advance(TimeSpan.FromMilliseconds(500));
        return condition();
    });
}
