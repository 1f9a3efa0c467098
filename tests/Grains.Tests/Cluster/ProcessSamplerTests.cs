using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Registry.Grains.Interfaces;
using Registry.Silo;

namespace Registry.Grains.Tests;

/// <summary>What a process says that it measured is what it measured.</summary>
public sealed class ProcessSamplerTests : IDisposable
{
    private const string OneScope = "/v1/workspaces/{workspace}/installations/{app}/scopes/{scope}";

    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly FakeTimeProvider clock = new();
    private readonly ProcessMeasurements measurements;
    private readonly ProcessSampler sampler;
    private readonly RegistryMetrics grains;
    private readonly SiloMetrics silo;
    private readonly Histogram<double> requests;

    public ProcessSamplerTests()
    {
        var meters = services.GetRequiredService<IMeterFactory>();
        measurements = new(meters);
        sampler = new(measurements, clock);
        grains = new(meters);
        silo = new(meters);
        requests = meters.Create("Microsoft.AspNetCore.Hosting").CreateHistogram<double>("http.server.request.duration");
    }

    public void Dispose()
    {
        measurements.Dispose();
        services.Dispose();
    }

    [Fact]
    public void Take_WhatWasCounted_IsInTheSampleOnce()
    {
        for (var check = 0; check < 7; check++)
        {
            grains.CheckAnswered(check < 5 ? CheckReason.Granted : CheckReason.ScopeNotGranted);
        }

        grains.InstallationActivated();
        grains.InstallationActivated();
        grains.InstallationDeactivated();
        silo.WebhookAttempted(WebhookOutcome.Delivered, TimeSpan.FromSeconds(1));
        silo.WebhookAttempted(WebhookOutcome.Spared, null);
        var sample = Next();

        Assert.Equal([new("granted", 5), new("scope_not_granted", 2)], sample.Checks);
        Assert.Equal([new("delivered", 1), new("spared", 1)], sample.WebhookAttempts);
        Assert.Equal(1, sample.Installations);
        Assert.True(sample.WorkingSet > 0 && sample.Heap > 0);

        var next = Next();
        Assert.Empty(next.Checks);
        Assert.Empty(next.WebhookAttempts);
        Assert.Equal(1, next.Installations);
    }

    [Fact]
    public void Take_OfAnotherRegistryInTheProcess_IsNotCounted()
    {
        using var others = new ServiceCollection().AddMetrics().BuildServiceProvider();
        new RegistryMetrics(others.GetRequiredService<IMeterFactory>()).CheckAnswered(CheckReason.Granted);

        Assert.Empty(Next().Checks);
    }

    [Fact]
    public void Take_StorageLatencies_HaveTheExactPercentilesWithinTheBucket()
    {
        // Spread over five powers of ten, each value once.
        var exact = Enumerable.Range(1, 2_000).Select(step => 20e-6 * Math.Pow(10, step / 400.0)).ToArray();
        foreach (var seconds in exact.Reverse())
        {
            silo.StorageCompleted("state.read", StorageOutcome.Ok, TimeSpan.FromSeconds(seconds));
        }

        var sum = new LatencySum();
        sum.Add(Next().StorageLatency);
        var summary = sum.Summarize()!;
        Assert.Equal(2_000, summary.Count);
        Near(exact[999], summary.P50);
        Near(exact[1_899], summary.P95);
        Near(exact[1_979], summary.P99);
    }

    [Theory]
    [InlineData("GET", OneScope, 1)]
    [InlineData("GET", "/v1/workspaces/{workspace}/installations/{app}/scopes", 1)]
    [InlineData("POST", "/v1/checks", 1)]
    [InlineData("PUT", OneScope, 0)]
    [InlineData("GET", "/v1/apps/{app}", 0)]
    public void Take_Requests_OnlyChecksAreMeasured(string method, string route, int measured)
    {
        requests.Record(0.002, new TagList { { "http.request.method", method }, { "http.route", route } });

        Assert.Equal(measured, Next().CheckLatency.Counts.Sum());
    }

    [Fact]
    public void Take_LongerThanAnHour_KeepsTheLastHour()
    {
        for (var sample = 0; sample < 1_000; sample++)
        {
            clock.Advance(BoardTime.Step);
            sampler.Take();
        }

        var kept = sampler.After(0);
        Assert.Equal(720, kept.Length);
        Assert.Equal(1_000, kept[^1].Sequence);
        Assert.Equal(sampler.Oldest, kept[0].Sequence);
        Assert.Equal(BoardTime.Step * 719, kept[0].Age);
        Assert.Equal([1_000], sampler.After(999).Select(sample => sample.Sequence));
    }

    [Fact]
    public void Record_OnTheHotPath_AllocatesNothing()
    {
        var tags = new TagList { { "http.request.method", "GET" }, { "http.route", OneScope } };
        MeasureAll(1_000, tags);

        var before = GC.GetAllocatedBytesForCurrentThread();
        MeasureAll(10_000, tags);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(11_000, Next().CheckLatency.Counts.Sum());
    }

    private static void Near(double seconds, TimeSpan measured) =>
        Assert.InRange(measured.TotalSeconds, seconds / Math.Pow(2, 1.0 / 16) * 0.999, seconds * Math.Pow(2, 1.0 / 16) * 1.001);

    private void MeasureAll(int times, in TagList tags)
    {
        for (var time = 0; time < times; time++)
        {
            grains.CheckAnswered(CheckReason.Granted);
            silo.StorageCompleted("state.read", StorageOutcome.Ok, TimeSpan.FromTicks(time));
            requests.Record(0.002, tags);
        }
    }

    private ProcessSample Next()
    {
        sampler.Take();
        return sampler.After(0)[^1];
    }
}
