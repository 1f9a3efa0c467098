namespace Registry.Hub;

/// <summary>What became of something from one version to the next.</summary>
public enum DifferenceSign
{
    Added,
    Removed,
    Changed,
}
