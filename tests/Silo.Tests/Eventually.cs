using System.Diagnostics;

namespace Registry.Silo.Tests;

/// <summary>Waits for a condition rather than for a time.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static Task Async(Func<bool> condition) => Async(() => Task.FromResult(condition()));

    public static async Task Async(Func<Task<bool>> condition)
    {
        var start = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < Patience, "The condition did not come true in time.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
