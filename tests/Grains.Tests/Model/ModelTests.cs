using CsCheck;
using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>Random sequences of all commands, compared after each step with a simple model of the rules.</summary>
public sealed class ModelTests(RegistryCluster cluster, ITestOutputHelper output)
{
    private const int Sequences = 2000;

    private const int AtOnce = 3;

    private readonly ModelCatalog catalog = new(cluster.Catalog);

    [Fact]
    public async Task Registry_AnySequenceOfCommands_DoesWhatTheRulesSay()
    {
        // CsCheck_Iter asks for more; CsCheck_Seed begins with a sequence that failed before.
        var iterations = Math.Max(Sequences, Check.Iter);
        var tally = new Tally();
        var clock = TimeProvider.System.GetTimestamp();
        Command[] failing = [];
        try
        {
            await SequenceGen.Sequence.SampleAsync(
                async sequence => await CheckAsync(sequence, tally),
                iter: iterations,
                threads: AtOnce,
                print: sequence => $"{(failing = sequence).Length} commands");
        }
        catch (CsCheckException exception)
        {
            Assert.Fail($"{await ExplainAsync(failing)}\n\n{exception.Message}");
        }

        output.WriteLine($"{iterations} sequences, {tally.Steps} commands, {TimeProvider.System.GetElapsedTime(clock).TotalSeconds:F0} s: {tally}");
        Assert.All(
            typeof(Refusal).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(Refusal))).Select(type => type.Name).Append(Tally.Silencing),
            outcome => Assert.True(tally.Has(outcome), $"No sequence had the outcome {outcome}: the sequences reach too little."));
    }

    private async Task CheckAsync(Command[] sequence, Tally tally)
    {
        if (await ModelRun.DoAsync(cluster, catalog, tally, sequence) is { } difference)
        {
            throw new DifferenceException(difference.ShowIn(sequence));
        }
    }

    private async Task<string> ExplainAsync(Command[] failing)
    {
        var minimal = await Minimal.OfAsync(failing, async candidate => await FindAsync(candidate) is not null);
        var difference = await FindAsync(minimal);
        return difference is null
            ? $"This sequence failed once and not again:\n{string.Join('\n', failing.AsEnumerable())}"
            : difference.ShowIn(minimal);
    }

    private Task<Difference?> FindAsync(Command[] sequence) => ModelRun.DoAsync(cluster, catalog, new(), sequence);
}
