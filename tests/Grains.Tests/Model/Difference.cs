namespace Registry.Grains.Tests;

/// <summary>Where the registry did something else than the rules say.</summary>
/// <param name="Step">The place of the command after which it was seen.</param>
/// <param name="What">What was looked at.</param>
/// <param name="Lines">What differs.</param>
internal sealed record Difference(int Step, string What, string[] Lines)
{
    public string ShowIn(Command[] sequence) => string.Join('\n',
    [
        .. sequence.Select((command, i) => $"{(i == Step ? "->" : "  ")} {i + 1}. {command}"),
        $"   {What}:",
        .. Lines.Select(line => $"     {line}"),
    ]);
}
