namespace Registry.Grains.Interfaces;

/// <summary>What a process of the registry does.</summary>
[GenerateSerializer, Alias("registry.ProcessKind")]
public enum ProcessKind
{
    /// <summary>It hosts grains.</summary>
    Silo = 0,

    /// <summary>It serves HTTP, and is a client of the silos.</summary>
    Api = 1,

    /// <summary>Both in one.</summary>
    Embedded = 2,
}
