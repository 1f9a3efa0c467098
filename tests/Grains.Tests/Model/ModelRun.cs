using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>One sequence, done in the registry and in the model side by side, with ids of its own.</summary>
internal sealed class ModelRun(RegistryCluster cluster, ModelCatalog catalog, Tally tally)
{
    // Ids need not be unguessable, only never used before in this cluster.
    private static long runs;

    // From inside the silo a look costs little, and there are millions.
    private readonly IGrainFactory grains = cluster.GetService<IGrainFactory>();
    private readonly IScopeChecks checks = cluster.GetService<IScopeChecks>();
    private readonly RemoteScopeChecks remote = new(cluster.Grains, TimeProvider.System);
    private readonly RegistryModel model = new(catalog);
    private readonly Names names = new($"r{Interlocked.Increment(ref runs)}-");

    /// <summary>The first difference, or null.</summary>
    public static async Task<Difference?> DoAsync(RegistryCluster cluster, ModelCatalog catalog, Tally tally, Command[] sequence)
    {
        var run = new ModelRun(cluster, catalog, tally);
        for (var step = 0; step < sequence.Length; step++)
        {
            if (await run.StepAsync(step, sequence[step]) is { } difference)
            {
                return difference;
            }
        }

        return await run.LookAsync(sequence.Length - 1, view => view.EverythingAsync());
    }

    private async Task<Difference?> StepAsync(int step, Command command)
    {
        var context = command.ContextAt(step, model, names);
        var revision = command.RevisionIn(model, names);
        var began = TimeProvider.System.GetUtcNow();
        object? actual;
        try
        {
            actual = await command.RunAsync(cluster, names, context);
        }
        catch (Exception exception)
        {
            return new(step, "the call failed", [exception.ToString()]);
        }

        // The model has no clock: it takes the registry's word for the time of a change, within reason.
        var now = Times.Of(actual) ?? began;
        var expected = command.Expect(model, names, context, now);
        tally.Count(expected);
        if (!Shown.AreSame(Comparable(command, expected), Comparable(command, actual)))
        {
            return new(step, "the answer", [.. Shown.Differences(Comparable(command, expected), Comparable(command, actual))]);
        }

        if (command.RevisionIn(model, names) != revision && (now < began || now > TimeProvider.System.GetUtcNow()))
        {
            return new(step, "the time", [$"expected {began:O} to {TimeProvider.System.GetUtcNow():O}, was {now:O}"]);
        }

        var isChange = command is SilentCommand || command.RevisionIn(model, names) != revision;
        return await LookAsync(step, view => isChange ? view.AroundAsync(command, step) : view.BrieflyAsync(command));
    }

    private async Task<Difference?> LookAsync(int step, Func<Observation, Task> look)
    {
        var observation = new Observation(grains, checks, remote, model, names);
        try
        {
            await look(observation);
            return null;
        }
        catch (DifferenceException difference)
        {
            return new(step, difference.Message, difference.Lines);
        }
        catch (Exception exception)
        {
            return new(step, "the look at it failed", [exception.ToString()]);
        }
    }

    private object? Comparable(Command command, object? answer) =>
        answer is AppResult.Accepted accepted
            ? accepted with { App = Usage.Settled(accepted.App, model.Used.GetValueOrDefault(names.App(command.App), [])) }
            : answer;
}
