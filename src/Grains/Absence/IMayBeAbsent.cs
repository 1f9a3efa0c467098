namespace Registry.Grains;

/// <summary>A grain that stands for something that may not exist: every key is an address.</summary>
internal interface IMayBeAbsent
{
    /// <summary>Whether there was nothing of that key in the storage, as far as this activation knows.</summary>
    bool IsAbsent { get; }
}
