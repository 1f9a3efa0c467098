namespace Registry.Grains.Tests;

/// <summary>Leaves out of a failing sequence what it does not need to fail. CsCheck finds short sequences; this makes them bare.</summary>
internal static class Minimal
{
    public static async Task<Command[]> OfAsync(Command[] sequence, Func<Command[], Task<bool>> fails)
    {
        for (var length = sequence.Length / 2; length > 0; length /= 2)
        {
            for (var start = sequence.Length - length; start >= 0; start--)
            {
                sequence = await TryAsync(sequence, [.. sequence[..start], .. sequence[Math.Min(start + length, sequence.Length)..]], fails);
            }
        }

        for (var i = 0; i < sequence.Length; i++)
        {
            sequence = await TryAsync(sequence, Replace(sequence, i, sequence[i] with { Key = null }), fails);
            sequence = await TryAsync(sequence, Replace(sequence, i, sequence[i] with { IfMatch = Expectation.None }), fails);
        }

        return sequence;
    }

    private static async Task<Command[]> TryAsync(Command[] sequence, Command[] simpler, Func<Command[], Task<bool>> fails) =>
        !simpler.SequenceEqual(sequence) && await fails(simpler) ? simpler : sequence;

    private static Command[] Replace(Command[] sequence, int i, Command command) => [.. sequence[..i], command, .. sequence[(i + 1)..]];
}
