using CsCheck;

namespace Registry.Grains.Tests;

/// <summary>Random sequences of commands: a beginning after which much is possible, then anything.</summary>
internal static class SequenceGen
{
    public static Gen<Command[]> Sequence { get; } = Beginnings().Select(Anything().Array[0, 14], (beginning, rest) => Flatten([beginning, .. rest]));

    private static Gen<Command[]> Beginnings() => Gen.Frequency(
        (1, Gen.Const(Array.Empty<Command>())),
        (4, Gen.Select(CommandGen.PutUsableApp(isPublic: false), CommandGen.Workspace, Installed)),
        (5, Gen.Select(Published(), CommandGen.Workspace, Installed)));

    private static Command[] Installed(PutApp put, string workspace) => Installed([put], workspace);

    private static Command[] Installed(Command[] published, string workspace) => [.. published, new Install { App = published[0].App, Workspace = workspace }];

    private static Gen<Command[]> Anything() => Gen.Frequency(
        (8, Alone(CommandGen.OfApp)),
        (3, Alone(CommandGen.OfOperator)),
        (14, Alone(CommandGen.OfInstallation)),
        (2, Alone(CommandGen.Silent)),
        (1, Published()),
        (1, CommandGen.App.Select(app => (Command[])[new SubmitApp { App = app }, new ReviewApp { App = app, Approve = true }])),
        (2, Gen.Select(CommandGen.Any, Gen.Int[0, 1], (command, key) => (Command[])[command with { Key = key }, command with { Key = key, IfMatch = Expectation.None }])),
        (3, Gen.Int[0, 5].Select(back => (Command[])[new Again { App = "", Back = back }])));

    private static Gen<Command[]> Published() => CommandGen.PutUsableApp(isPublic: true).Select(put =>
        (Command[])[put, new SubmitApp { App = put.App, By = null }, new ReviewApp { App = put.App, Approve = true }]);

    private static Gen<Command[]> Alone(Gen<Command> command) => command.Select(one => (Command[])[one]);

    // A repetition stands for the command that it repeats, so that each command can be left out without changing the others.
    private static Command[] Flatten(Command[][] parts)
    {
        var commands = new List<Command>();
        foreach (var command in parts.SelectMany(part => part))
        {
            if (command is not Again { Back: var back })
            {
                commands.Add(command);
            }
            else if (back < commands.Count)
            {
                commands.Add(commands[^(back + 1)]);
            }
        }

        return [.. commands];
    }

    private sealed record Again : SilentCommand
    {
        public required int Back { get; init; }

        public override string Words => $"repeat the command {Back + 1} steps ago";

        protected override Task RunAsync(RegistryCluster cluster, Names names) => throw new NotSupportedException();
    }
}
