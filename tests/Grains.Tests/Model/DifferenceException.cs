namespace Registry.Grains.Tests;

/// <summary>The registry shows something else than the rules say.</summary>
internal sealed class DifferenceException(string message, params string[] lines) : Exception(message)
{
    public string[] Lines => lines;
}
