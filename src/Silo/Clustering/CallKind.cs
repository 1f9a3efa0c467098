namespace Registry.Silo;

/// <summary>What a grain call is to its caller.</summary>
internal enum CallKind
{
    /// <summary>A change, or a question that may take its time.</summary>
    Other,

    /// <summary>Reads, and may be repeated.</summary>
    Read,

    /// <summary>Reads what is in memory, and is to be quick.</summary>
    Check,
}
