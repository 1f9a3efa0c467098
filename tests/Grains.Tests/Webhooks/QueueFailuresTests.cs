using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>An outage shows in the log, and does not fill it.</summary>
public sealed partial class QueueFailuresTests : IDisposable
{
    private static readonly InstallationKey Key = new(WorkspaceId.Parse("ws"), AppId.Parse("app"));

    private readonly FakeTimeProvider clock = new();
    private readonly LogCollector<QueueFailures> log = new();
    private readonly QueueFailures failures;

    public QueueFailuresTests() => failures = new(clock, log);

    public void Dispose() => failures.Dispose();

    [Fact]
    public void Add_ManyAtOnce_LogsTheFirstAndThenTheNumberOfTheOthers()
    {
        var first = new InvalidOperationException("first");
        failures.Add(Key, first);
        for (var i = 2; i <= 100; i++)
        {
            failures.Add(Key with { App = AppId.Parse($"app-{i}") }, new InvalidOperationException($"number {i}"));
        }

        Assert.Same(first, Assert.Single(log.Entries).Exception);
        Assert.Contains("ws/app ", log.Entries[0].Message, StringComparison.Ordinal);
        clock.Advance(TimeSpan.FromSeconds(9.9));
        Assert.Single(log.Entries);

        clock.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Equal(2, log.Entries.Count);
        Assert.Equal(("Deliveries have stopped 99 more times and are taken up again; last those of ws/app-100: number 100", null), log.Entries[1]);
    }

    [Fact]
    public void Add_AgainAndAgain_LogsTheNumberOncePerPeriod()
    {
        for (var second = 0; second < 60; second++)
        {
            failures.Add(Key, new InvalidOperationException());
            failures.Add(Key, new InvalidOperationException());
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(1 + 6, log.Entries.Count);
        Assert.Equal([19, 20, 20, 20, 20, 20], log.Entries.Skip(1).Select(entry => CountIn(entry.Message)));
    }

    [Fact]
    public void Add_AfterAPeriodWithoutAny_IsAFirstOneAgain()
    {
        failures.Add(Key, new InvalidOperationException());
        clock.Advance(TimeSpan.FromSeconds(10));
        failures.Add(Key, new InvalidOperationException());
        failures.Add(Key, new InvalidOperationException());
        clock.Advance(TimeSpan.FromSeconds(10));
        clock.Advance(TimeSpan.FromSeconds(10));
        failures.Add(Key, new InvalidOperationException());

        Assert.Equal([true, true, false, true], log.Entries.Select(entry => entry.Exception is not null));
    }

    [Fact]
    public async Task Outage_OfTheStorage_IsLoggedOnceForAllQueues()
    {
        const int Queues = 5;
        BrokenDeliveryStore? control = null;
        await using var cluster = new AgeingCluster(services =>
        {
            control = BrokenDeliveryStore.PutInFront(services);
            services.AddSingleton<ILogger<QueueFailures>>(log);
        });
        await cluster.InitializeAsync();
        var publishers = new List<Publisher>();
        for (var i = 0; i < Queues; i++)
        {
            publishers.Add((await Publisher.InstallAsync(cluster)).Publisher);
        }

        control!.Break(nameof(IDeliveryStore.ReadPendingAsync));
        await Task.WhenAll(publishers.Select(publisher => publisher.PublishAsync()));
        await Until.TrueAsync(() => Task.FromResult(control.Failures >= Queues));
        control.Break(null);

        // Each of them, but hardly any by itself.
        await Until.TrueAsync(() =>
        {
            cluster.Clock.Advance(TimeSpan.FromSeconds(10));
            return Task.FromResult(log.Entries.Sum(entry => entry.Exception is null ? CountIn(entry.Message) : 1) == control.Failures);
        });
        Assert.IsType<RegistryUnavailableException>(log.Entries[0].Exception);
        Assert.InRange(log.Entries.Count(entry => entry.Exception is not null), 1, Queues - 1);
    }

    private static int CountIn(string message) => int.Parse(Number().Match(message).Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("stopped ([0-9]+) more times")]
    private static partial Regex Number();
}
