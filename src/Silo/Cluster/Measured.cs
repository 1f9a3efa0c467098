namespace Registry.Silo;

/// <summary>What becomes of the measurements of one instrument. Called from any thread, at any time.</summary>
internal abstract class Measured
{
    public abstract void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags);

    /// <summary>The text of a tag, or null.</summary>
    protected static string? Find(ReadOnlySpan<KeyValuePair<string, object?>> tags, string name)
    {
        foreach (var tag in tags)
        {
            if (tag.Key == name)
            {
                return tag.Value as string;
            }
        }

        return null;
    }
}
