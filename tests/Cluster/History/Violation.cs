namespace Registry.Cluster.Tests;

/// <summary>Something in a history that must not be.</summary>
/// <param name="Rule">What is violated.</param>
/// <param name="Object">The object that it is about.</param>
/// <param name="Text">What is wrong.</param>
/// <param name="At">When, to find the place in the history; null where it is about the end.</param>
internal sealed record Violation(Rule Rule, string Object, string Text, Period? At = null)
{
    public override string ToString() => $"{Rule}: {Object}: {Text}";
}
