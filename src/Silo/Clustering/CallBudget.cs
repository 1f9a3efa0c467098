using Registry.Grains;

namespace Registry.Silo;

/// <summary>
/// How long the calls of one HTTP request that read may take, all together and with their repetitions. What changes take
/// does not count: they have limits of their own, and giving one up sooner leaves its caller in the dark.
/// </summary>
internal sealed class CallBudget(TimeProvider clock)
{
    // A check waits for what a lost silo had: until it is declared dead, and its lease has run out.
    private static readonly TimeSpan Check = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Read = TimeSpan.FromSeconds(6);

    private readonly AsyncLocal<Request?> current = new();

    /// <summary>From here on all calls are those of a new request.</summary>
    /// <param name="isRead">Whether nothing but reads can come of it.</param>
    public void Begin(bool isRead) => current.Value = new(isRead);

    /// <summary>When a call that is about to be made must have its answer, as a timestamp; null where its own limit is enough.</summary>
    public long? DeadlineOf(CallKind kind)
    {
        var request = current.Value;
        if (kind == CallKind.Other && request is not { IsRead: true })
        {
            request?.ReadingSince = null;
            return null;
        }

        var now = clock.GetTimestamp();
        var since = request is null ? now : request.ReadingSince ??= now;
        return since + clock.TicksOf(kind == CallKind.Check ? Check : Read);
    }

    private sealed class Request(bool isRead)
    {
        public bool IsRead => isRead;

        public long? ReadingSince { get; set; }
    }
}
