namespace Registry.Grains.Tests;

/// <summary>How a storage call goes wrong.</summary>
public enum Fault
{
    /// <summary>It throws and does nothing.</summary>
    Before,

    /// <summary>It does what was asked for, and then throws.</summary>
    After,
}
