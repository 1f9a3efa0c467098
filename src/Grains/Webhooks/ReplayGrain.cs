using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

[GrainType(StorageNames.ReplayState)]
#pragma warning disable CA1001 // What it owns is disposed of on deactivation.
internal sealed partial class ReplayGrain(
    [PersistentState(StorageNames.ReplayState, StorageNames.Registry)] IPersistentState<ReplayState> store,
    ReplayRunFactory runs,
    ManifestCache manifests,
    AbsentGrains absent,
    ISiloLease lease,
    TimeProvider clock,
    ILogger<ReplayGrain> logger) : Grain, IMayBeAbsent, IReplayGrain, IReplayWorkGrain
#pragma warning restore CA1001
{
    private const int Kept = 20;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    // As it was last stored: never shows a write that is under way.
    private ReplayState state = new();
    private CancellationTokenSource stop = new();
    private Task working = Task.CompletedTask;
    private bool isGivenUp;
    private AppId app;

    public bool IsAbsent => state.Jobs.IsEmpty;

    private IReplayRegisterGrain Register => GrainFactory.GetReplayRegister();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        app = AppId.Parse(this.GetPrimaryKeyString());
        state = store.State;
        if (IsAbsent)
        {
            absent.Add(GrainContext);
        }

        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        // What is under way is noted, so that a drain repeats nothing.
        await stop.CancelAsync();
        await working.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        stop.Dispose();
    }

    public async Task<ReplayJobResult> StartAsync(ReplayRequest request, string actor, DeveloperId? developer)
    {
        if (!await IsVisibleAsync(developer))
        {
            return new ReplayJobResult.Refused(new Refusal.NotFound());
        }

        if (state.Running is { } running)
        {
            return Conflict($"The replay {running.Id} is running, and an app has one at a time. Wait until it has ended, or cancel it.");
        }

        if (!ReplayRules.HasEndpoint(await manifests.GetAsync(app)))
        {
            return Conflict(ReplayRules.NoEndpoint);
        }

        var job = new ReplayJob
        {
            Id = new(state.Last + 1),
            Request = request,
            Status = ReplayStatus.Running,
            StartedAt = clock.GetUtcNow(),
            StartedBy = actor,
        };
        await RegisterAsync(job.Id);
        await SaveAsync(new() { Last = job.Id.Number, Jobs = [job, .. state.Jobs.Take(Kept - 1)] });
        Work();
        return new ReplayJobResult.Accepted(job);
    }

    public async Task<ImmutableArray<ReplayJob>?> ListAsync(DeveloperId? developer) =>
        await IsVisibleAsync(developer) ? state.Jobs : null;

    public async Task<ReplayJob?> FindAsync(ReplayId id, DeveloperId? developer) =>
        await IsVisibleAsync(developer) ? state.Find(id) : null;

    public async Task<ReplayJobResult> CancelAsync(ReplayId id, DeveloperId? developer)
    {
        if (!await IsVisibleAsync(developer) || state.Find(id) is null)
        {
            return new ReplayJobResult.Refused(new Refusal.NotFound());
        }

        if (state.Running?.Id == id)
        {
            await StopWorkAsync();
            if (state.Running is { } running)
            {
                await SaveAsync(state.With(running with { Status = ReplayStatus.Cancelled, EndedAt = clock.GetUtcNow() }, null));
                await UnregisterAsync(id);
            }
        }

        var job = state.Find(id)!;
        return job.Status == ReplayStatus.Completed
            ? Conflict($"The replay {id} is completed: there is nothing left to cancel.")
            : new ReplayJobResult.Accepted(job);
    }

    public async Task ResumeAsync(ReplayId replay)
    {
        if (state.Running is not null)
        {
            Work();
            return;
        }

        if (state.Last < replay.Number)
        {
            // It was never stored. From now on it can't be, should a write of a lost activation be still on its way.
            await SaveAsync(state with { Last = replay.Number });
        }

        await UnregisterAsync(replay);
    }

    private static ReplayJobResult.Refused Conflict(string explanation) => new(new Refusal.Conflict(explanation));

    private async Task<bool> IsVisibleAsync(DeveloperId? developer)
    {
        var isVisible = await GrainFactory.GetApp(app).GetAsync(developer) is not null;
        lease.Demand();
        return isVisible;
    }

    private void Work()
    {
        if (working.IsCompleted && !stop.IsCancellationRequested)
        {
            working = WorkAsync(stop.Token);
        }
    }

    private async Task StopWorkAsync()
    {
        await stop.CancelAsync();
        await working.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        stop.Dispose();
        stop = new();
    }

    private async Task WorkAsync(CancellationToken stopping)
    {
        var pause = FirstPause;
        while (state.Running is { } running && !isGivenUp && !stopping.IsCancellationRequested)
        {
            var before = state;
            try
            {
                // Nothing is sent by one that can't note it, because the storage is down or another activation is at work.
                await SaveAsync(state);
                await runs.Create(app, state, SaveAsync).RunAsync(stopping);
                await UnregisterAsync(running.Id);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
            }
            catch (Exception exception)
            {
                // Whatever it is: what is not done yet is taken up again.
                LogFailed(exception, running.Id, app);
                pause = ReferenceEquals(before, state) ? pause : FirstPause;
                await Task.Delay(pause, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
                pause = 2 * pause < LongestPause ? 2 * pause : LongestPause;
            }
        }
    }

    private async Task RegisterAsync(ReplayId id)
    {
        try
        {
            await Register.AddAsync(app, id);
        }
        catch (RegistryUnavailableException exception)
        {
            throw new RegistryUnavailableException("The replay was not begun.", mayHaveChanged: false, exception);
        }
    }

    // One that stays on the register for nothing is taken off at the next look.
    private async Task UnregisterAsync(ReplayId id) =>
        await Register.RemoveAsync(app, id).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

    private async Task SaveAsync(ReplayState next)
    {
        if (isGivenUp)
        {
            throw new RegistryUnavailableException("What is stored is not known to this activation.", mayHaveChanged: false);
        }

        await store.WriteAsync(next, GiveUp);
        state = next;
    }

    private void GiveUp()
    {
        isGivenUp = true;
        DeactivateOnIdle();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Replay {Replay} of {App} has stopped for now and is taken up again")]
    private partial void LogFailed(Exception exception, ReplayId replay, AppId app);
}
