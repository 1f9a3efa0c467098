using System.Collections.Immutable;
using Microsoft.Extensions.Time.Testing;
using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>Checks that share messages to a silo, and what becomes of them when it does not answer.</summary>
public sealed class CheckQueueTests
{
    private static readonly InstallationKey Key = new(WorkspaceId.Parse("ws_acme"), AppId.Parse("fin-reports"));
    private static readonly ScopeDecision Granted = new(CheckReason.Granted, 7);

    private readonly FakeTimeProvider clock = new();
    private readonly Silo silo = new();
    private readonly CheckQueue queue;

    public CheckQueueTests() => queue = new(silo, clock);

    [Fact]
    public async Task TryCheck_NoneUnderWay_IsSentAtOnce()
    {
        var check = Ask("read_tags");

        Assert.Equal(["read_tags"], silo.Asked(0));
        silo.Answer(0, Granted);
        Assert.Equal(Granted, await check);
    }

    [Fact]
    public async Task TryCheck_TwoUnderWay_WaitsAndSharesTheNext()
    {
        var first = Ask("s1");
        var second = Ask("s2");
        Task<ScopeDecision?>[] others = [Ask("s3"), Ask("s4"), Ask("s5")];
        Assert.Equal(2, silo.Messages);

        silo.Answer(1, Granted with { Revision = 2 });
        Assert.Equal(2, (await second)?.Revision);
        await Until.TrueAsync(() => Task.FromResult(silo.Messages == 3));
        Assert.Equal(["s3", "s4", "s5"], silo.Asked(2));

        silo.Answer(2, Granted with { Revision = 3 }, null, Granted with { Revision = 5 });
        Assert.Equal([3, null, 5], (await Task.WhenAll(others)).Select(decision => decision?.Revision));
        Assert.False(first.IsCompleted);
        silo.Answer(0, Granted);
        Assert.Equal(Granted, await first);
    }

    [Fact]
    public async Task TryCheck_SiloIsLate_HoldsUpNobody()
    {
        Task<ScopeDecision?>[] sent = [Ask("s1"), Ask("s2")];
        var waiting = Ask("s3");

        clock.Advance(CheckQueue.Patience);
        Assert.Equal([null, null], await Task.WhenAll(sent));
        Assert.Null(await waiting);

        // Until it has answered what it was asked, nothing is left to it.
        Assert.Null(await Ask("s4"));
        silo.Answer(0, Granted);
        Assert.Null(await Ask("s5"));
        Assert.Equal(2, silo.Messages);

        silo.Answer(1, Granted);
        Task<ScopeDecision?>? next = null;
        await Until.TrueAsync(() => Task.FromResult(!(next = Ask("s6")).IsCompleted));
        silo.Answer(2, Granted);
        Assert.Equal(Granted, await next!);
    }

    [Fact]
    public async Task TryCheck_SiloIsNotThere_IsLeftAloneForAWhile()
    {
        var sent = Ask("s1");
        silo.Fail(0, new SiloUnavailableException());
        Assert.Null(await sent);

        Assert.Null(await Ask("s2"));
        Assert.Equal(1, silo.Messages);

        clock.Advance(CheckQueue.Pause);
        var next = Ask("s3");
        silo.Answer(1, Granted);
        Assert.Equal(Granted, await next);
    }

    [Fact]
    public async Task TryCheck_OfACallWithItsOwnContext_LeavesItBehind()
    {
        var own = new AsyncLocal<string> { Value = "call" };
        var (first, second, third) = (Ask("s1"), Ask("s2"), Ask("s3"));
        silo.Seen = () => own.Value;

        silo.Answer(0, Granted);
        await Until.TrueAsync(() => Task.FromResult(silo.Messages == 3));

        Assert.Null(silo.LastSeen);
        silo.Answer(1, Granted);
        silo.Answer(2, Granted);
        await Task.WhenAll(first, second, third);
    }

    private Task<ScopeDecision?> Ask(string scope) => queue.TryCheckAsync(new(Key, ScopeId.Parse(scope))).AsTask();

    /// <summary>A silo that answers when the test says so.</summary>
    private sealed class Silo : ILocalCheckGrain
    {
        private readonly List<(ImmutableArray<ScopeCheck> Checks, TaskCompletionSource<ImmutableArray<ScopeDecision?>> Answer)> messages = [];

        public int Messages
        {
            get
            {
                lock (messages)
                {
                    return messages.Count;
                }
            }
        }

        public Func<string?>? Seen { get; set; }

        public string? LastSeen { get; private set; } = "nothing";

        public IEnumerable<string> Asked(int message) => messages[message].Checks.Select(check => check.Scope.Value);

        public void Answer(int message, params ScopeDecision?[] decisions) => messages[message].Answer.SetResult([.. decisions]);

        public void Fail(int message, Exception exception) => messages[message].Answer.SetException(exception);

        public ValueTask<ImmutableArray<ScopeDecision?>> TryCheckAsync(ImmutableArray<ScopeCheck> checks)
        {
            LastSeen = Seen?.Invoke();
            var answer = new TaskCompletionSource<ImmutableArray<ScopeDecision?>>(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (messages)
            {
                messages.Add((checks, answer));
            }

            return new(answer.Task);
        }
    }
}
