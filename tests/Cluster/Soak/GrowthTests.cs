namespace Registry.Cluster.Tests;

/// <summary>The soak's judge of growth sees leaks, and only them.</summary>
public sealed class GrowthTests
{
    private const int Samples = 24;
    private const int Period = 5;

    private readonly Random random = new(7);

    [Fact]
    public void Of_Noise_IsAboutNothing() => Assert.InRange(Growth.Of(Series(_ => 40)), -2, 2);

    [Fact]
    public void Of_ALeakUnderNoise_IsTheLeak() => Assert.InRange(Growth.Of(Series(at => 40 + (at * 0.1))), 10, 13);

    [Fact]
    public void Of_PeaksInAFifthOfTheSamples_IsAboutNothing() =>
        Assert.InRange(Growth.Of(Series(at => at is > 40 and < 65 ? 400 : 40)), -2, 2);

    [Fact]
    public void Of_ALeakThatPeaksHide_IsTheLeak() =>
        Assert.InRange(Growth.Of(Series(at => (at is > 20 and < 45 ? 400 : 40) + (at * 0.1))), 8, 15);

    [Fact]
    public void Of_AStepHalfWay_IsSeen() => Assert.InRange(Growth.Of(Series(at => at < Samples * Period / 2 ? 40 : 60)), 10, 30);

    private List<(double At, double Value)> Series(Func<double, double> value) =>
        [.. Enumerable.Range(0, Samples).Select(sample => ((double)sample * Period, value(sample * Period) + (random.NextDouble() * 2)))];
}
