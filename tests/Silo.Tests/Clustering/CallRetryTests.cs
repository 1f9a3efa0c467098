using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Time.Testing;
using Orleans.Runtime;
using Orleans.Runtime.Messaging;
using Registry.Grains.Interfaces;

namespace Registry.Silo.Tests;

/// <summary>How long a caller waits for silos that do not answer, and what is sent to them again.</summary>
public sealed class CallRetryTests
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(0.5);

    private readonly FakeTimeProvider clock = new();
    private readonly CallBudget budget;
    private readonly CallRetry retry;

    public CallRetryTests()
    {
        budget = new(clock);
        retry = new(budget, clock);
    }

    [Theory]
    [InlineData(typeof(IInstallationGrain), "CheckAsync", 4)]
    [InlineData(typeof(IInstallationGrain), "GetAsync", 6)]
    [InlineData(typeof(IInstallationListGrain), "ListByAppAsync", 6)]
    public async Task Read_NobodyAnswers_IsGivenUpAtItsDeadline(Type grain, string method, double seconds)
    {
        var call = retry.Invoke(Call(grain, method, () => new TaskCompletionSource().Task));

        Assert.Equal(seconds, await GivenUpAfterAsync(call));
    }

    [Fact]
    public async Task Read_AnswersAreLost_IsRepeatedOnceWithinTheSameDeadline()
    {
        var tries = 0;
        var call = retry.Invoke(Call(typeof(IInstallationGrain), "GetAsync", async () =>
        {
            tries++;
            await Task.Delay(TimeSpan.FromSeconds(5), clock);
            throw new TimeoutException();
        }));

        Assert.Equal(6, await GivenUpAfterAsync(call));
        Assert.Equal(2, tries);
    }

    [Fact]
    public async Task Reads_OfOneRequest_ShareADeadline()
    {
        budget.Begin(isRead: true);
        var first = retry.Invoke(Call(typeof(IInstallationGrain), "GetAsync", () => Task.Delay(TimeSpan.FromSeconds(4), clock)));
        await Until.TrueAsync(() => Passed(first));
        await first;

        var second = retry.Invoke(Call(typeof(IAppGrain), "GetAsync", () => new TaskCompletionSource().Task));

        Assert.Equal(2, await GivenUpAfterAsync(second));
    }

    [Theory]
    [InlineData(typeof(IInstallationGrain), "InstallAsync")]
    [InlineData(typeof(IWorkspaceGrain), "PublishAsync")]
    public async Task Change_AnswerIsLost_IsNotRepeatedAndHasNoDeadlineHere(Type grain, string method)
    {
        var tries = 0;
        budget.Begin(isRead: false);
        var call = retry.Invoke(Call(grain, method, async () =>
        {
            tries++;
            await Task.Delay(TimeSpan.FromSeconds(9), clock);
            throw new TimeoutException();
        }));

        Assert.Equal(9, await GivenUpAfterAsync(call));
        Assert.Equal(1, tries);
    }

    // As when the app of an installation is on the silo that stops.
    [Theory]
    [InlineData(typeof(SiloUnavailableException))]
    [InlineData(typeof(ConnectionFailedException))]
    public async Task Read_FailsForASiloThatStopsOrIsGone_IsRepeatedUntilAnotherTookOver(Type exception)
    {
        var tries = 0;
        var call = retry.Invoke(Call(typeof(IInstallationGrain), "CheckAsync", () => ++tries < 5
            ? Task.FromException((Exception)RuntimeHelpers.GetUninitializedObject(exception))
            : Task.CompletedTask));

        await Until.TrueAsync(() => PassedSlowly(call));
        await call;
        Assert.Equal(5, tries);
    }

    [Fact]
    public async Task Call_TurnedAwayByASiloThatStops_FindsTheNextOne()
    {
        var tries = 0;
        var call = retry.Invoke(Call(typeof(IInstallationGrain), "InstallAsync", () => ++tries < 3
            ? Task.FromException((Exception)RuntimeHelpers.GetUninitializedObject(typeof(OrleansMessageRejectionException)))
            : Task.CompletedTask));

        await Until.TrueAsync(() => PassedSlowly(call));
        await call;
        Assert.Equal(3, tries);
    }

    // Between any two looks at the clock the deadline may pass.
    [Fact]
    public async Task Read_DeadlinePassesBetweenTwoLooksAtTheClock_IsGivenUpAsAnyOther()
    {
        for (var look = 1; look < 10; look++)
        {
            var jumping = new JumpingClock(look);
            var call = new CallRetry(new(jumping), jumping).Invoke(Call(typeof(IInstallationGrain), "GetAsync", () => new TaskCompletionSource().Task));
            await Until.TrueAsync(() =>
            {
                jumping.Advance(Step);
                return Task.FromResult(call.IsCompleted);
            });

            await Assert.ThrowsAsync<TimeoutException>(() => call);
        }
    }

    // Timers count whole milliseconds, so they end a little before a deadline that has a fraction of one.
    [Fact]
    public async Task Read_GivenUpALittleBeforeItsDeadline_IsNotSentAgain()
    {
        var tries = 0;
        var ticking = new TickingClock();
        var call = new CallRetry(new(ticking), ticking).Invoke(Call(typeof(IInstallationGrain), "GetAsync", () =>
        {
            tries++;
            return new TaskCompletionSource().Task;
        }));
        ticking.Advance(TimeSpan.FromSeconds(5.99));
        await Until.TrueAsync(() =>
        {
            ticking.Advance(TimeSpan.FromMilliseconds(0.1));
            return Task.FromResult(call.IsCompleted);
        });

        await Assert.ThrowsAsync<TimeoutException>(() => call);
        Assert.Equal(1, tries);
    }

    private static IOutgoingGrainCallContext Call(Type grain, string method, Func<Task> send)
    {
        var context = DispatchProxy.Create<IOutgoingGrainCallContext, CallContext>();
        ((CallContext)(object)context).Method = grain.GetMethod(method)!;
        ((CallContext)(object)context).Send = send;
        return context;
    }

    private async Task<double> GivenUpAfterAsync(Task call)
    {
        var began = clock.GetTimestamp();
        await Until.TrueAsync(() => Passed(call));
        var passed = clock.GetElapsedTime(began);
        await Assert.ThrowsAsync<TimeoutException>(() => call);
        return passed.TotalSeconds;
    }

    private bool PassedSlowly(Task call)
    {
        clock.Advance(TimeSpan.FromMilliseconds(50));
        return SpinWait.SpinUntil(() => call.IsCompleted, TimeSpan.FromMilliseconds(50));
    }

    // So long as it takes, so that everything that waits for a time gets its turn at that time.
    private bool Passed(Task call)
    {
        if (SpinWait.SpinUntil(() => call.IsCompleted, TimeSpan.FromMilliseconds(100)))
        {
            return true;
        }

        clock.Advance(Step);
        return SpinWait.SpinUntil(() => call.IsCompleted, TimeSpan.FromMilliseconds(20));
    }

#pragma warning disable CA1852 // What stands in for an interface is made from these as base classes.
    private class CallContext : DispatchProxy
    {
        public MethodInfo Method { get; set; } = null!;

        public Func<Task> Send { get; set; } = null!;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name switch
        {
            "Invoke" => Send(),
            "get_InterfaceMethod" => Method,
            _ => throw new NotSupportedException(targetMethod.Name),
        };
    }
#pragma warning restore CA1852

    // Passes the time limit of a read at one look.
    private sealed class JumpingClock(int look) : FakeTimeProvider
    {
        private int looks;

        public override long GetTimestamp()
        {
            if (++looks == look)
            {
                Advance(TimeSpan.FromSeconds(6.5));
            }

            return base.GetTimestamp();
        }
    }

    // Some time passes between any two looks.
    private sealed class TickingClock : FakeTimeProvider
    {
        public override long GetTimestamp()
        {
            Advance(TimeSpan.FromMilliseconds(0.03));
            return base.GetTimestamp();
        }
    }
}
