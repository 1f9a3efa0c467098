using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>
/// Counts what was refused because it is another tenant's, and enters it in the platform's audit log from time to time: a
/// request must not take longer, or fail, for being refused. It is the same for what belongs to another and for what does
/// not exist. Each caller has a few entries in a period, so that nobody fills the log.
/// </summary>
internal sealed partial class RefusedAccess(IServiceProvider services, IOptions<AuditOptions> options, TimeProvider clock, ILogger<RefusedAccess> logger) : BackgroundService
{
    // With a valid token each; what more callers are refused is counted as of one.
    private const int MostCallers = 10_000;

    // While the storage is out of reach.
    private const int MostWaiting = 50_000;

    private const string Others = "others";

    private readonly ConcurrentDictionary<string, CallerRefusals> callers = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<RefusedCall> waiting = new();

    /// <summary>Counts a call.</summary>
    /// <param name="context">The call.</param>
    /// <param name="caller">Who made it.</param>
    /// <param name="subject">What it asked for.</param>
    /// <param name="app">The app that it asked for, as its developer; null where it did not.</param>
    public void Note(HttpContext context, Caller caller, string subject, AppId? app)
    {
        var entry = AuditEvents.Of(context, caller, AuditAction.AccessRefused, subject) with { At = clock.GetUtcNow() };
        if (callers.Count >= MostCallers && !callers.ContainsKey(entry.Actor))
        {
            entry = entry with { Actor = Others };
        }

        var refused = new RefusedCall(entry, app is null ? null : caller.Developer, app);
        while (!callers.GetOrAdd(entry.Actor, static _ => new()).TryAdd(refused, options.Value.MostRefusals))
        {
            // A period has just ended; the next begins.
        }
    }

    /// <summary>Ends the period: enters what was counted in it.</summary>
    public async Task EnterAsync()
    {
        foreach (var (actor, _) in callers)
        {
            if (waiting.Count < MostWaiting && callers.TryRemove(actor, out var refusals))
            {
                foreach (var refused in refusals.Close())
                {
                    waiting.Enqueue(refused);
                }
            }
        }

        try
        {
            var grains = services.GetRequiredService<IGrainFactory>();
            while (waiting.TryPeek(out var refused))
            {
                // What an own app does not have is not another tenant's. Looked up here, not where it would tell what exists.
                if (refused.App is not { } app || await grains.GetApp(app).GetAsync(refused.Owner) is null)
                {
                    await grains.GetAuditLog(AuditTenant.Platform).AppendAsync(refused.Entry);
                }

                waiting.TryDequeue(out _);
            }
        }
        catch (Exception exception)
        {
            // Whatever it is, the end of the next period tries again.
            LogPostponed(exception);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await EnterAsync();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.RefusalPeriod, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await EnterAsync();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Refused accesses could not be entered in the audit log; they are kept for the next time")]
    private partial void LogPostponed(Exception exception);
}
