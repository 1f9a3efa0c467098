using Microsoft.Extensions.Time.Testing;

namespace Registry.Api.Tests;

/// <summary>An outage that thousands of callers notice is told once a second, with how many they were.</summary>
public sealed class LogPaceTests
{
    private readonly FakeTimeProvider clock = new();

    [Fact]
    public void IsDue_OnceASecond_AndCountsWhatItPassedOver()
    {
        var pace = new LogPace(clock);

        Assert.True(pace.IsDue(out var passedOver));
        Assert.Equal(0, passedOver);
        Assert.All(Enumerable.Range(0, 500), _ => Assert.False(pace.IsDue(out var _)));
        clock.Advance(TimeSpan.FromMilliseconds(999));
        Assert.False(pace.IsDue(out _));

        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(pace.IsDue(out passedOver));
        Assert.Equal(501, passedOver);
        Assert.False(pace.IsDue(out _));
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(pace.IsDue(out passedOver));
        Assert.Equal(1, passedOver);
    }
}
