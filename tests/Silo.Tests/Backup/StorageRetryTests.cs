using Microsoft.Extensions.Time.Testing;
using Registry.Grains.Interfaces;

namespace Registry.Silo.Tests;

/// <summary>A storage that is unavailable for a moment does not end an export or an import.</summary>
public sealed class StorageRetryTests
{
    private readonly FakeTimeProvider clock = new() { AutoAdvanceAmount = TimeSpan.Zero };

    [Theory]
    [InlineData(0, true)]
    [InlineData(5, true)]
    [InlineData(6, false)]
    public async Task Run_FailingThatOften_SucceedsInTheEnd(int failures, bool succeeds)
    {
        var calls = 0;
        var running = new StorageRetry(clock).RunAsync(
            () => calls++ < failures ? throw new RegistryUnavailableException("Throttled.", mayHaveChanged: true) : Task.FromResult("done"),
            TestContext.Current.CancellationToken);

        while (!running.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        if (succeeds)
        {
            Assert.Equal("done", await running);
        }
        else
        {
            await Assert.ThrowsAsync<RegistryUnavailableException>(() => running);
        }
    }

    [Fact]
    public async Task Run_AnotherFault_IsNotTriedAgain()
    {
        var calls = 0;

        await Assert.ThrowsAsync<BackupException>(() => new StorageRetry(clock).RunAsync<string>(
            () =>
            {
                calls++;
                throw new BackupException("Wrong.");
            },
            TestContext.Current.CancellationToken));

        Assert.Equal(1, calls);
    }
}
