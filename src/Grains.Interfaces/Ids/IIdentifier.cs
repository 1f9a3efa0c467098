namespace Registry.Grains.Interfaces;

/// <summary>What all ids of the registry have in common: text that follows one rule, compared byte by byte.</summary>
/// <typeparam name="TSelf">The id type itself.</typeparam>
public interface IIdentifier<TSelf> : IParsable<TSelf>
    where TSelf : struct, IIdentifier<TSelf>
{
    /// <summary>What the id identifies, in one word, e.g. <c>workspace</c>.</summary>
    static abstract string Word { get; }

    /// <summary>The rule that the text follows, in words that complete "must be …".</summary>
    static abstract string Rule { get; }

    /// <summary>The same rule as a regular expression (ECMA 262), for schemas.</summary>
    static abstract string Pattern { get; }

    /// <summary>The text of the id; empty only for the default value, which no parser returns.</summary>
    string Value { get; }
}
