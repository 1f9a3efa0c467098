using System.Collections.Immutable;

namespace Registry.Grains.Interfaces;

/// <summary>A catalog can't be read or is not sound.</summary>
public sealed class CatalogException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="path">The file.</param>
    /// <param name="faults">Every fault found.</param>
    /// <param name="innerException">What the file system or the JSON parser said.</param>
    public CatalogException(string path, ImmutableArray<CatalogFault> faults, Exception? innerException = null)
        : base(
            $"The catalog {path} is not sound:{string.Concat(faults.Select(fault => $"{Environment.NewLine}  {fault.Location}: {fault.Message}"))}",
            innerException)
    {
        Path = path;
        Faults = faults;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Every fault found, in the order of the document.</summary>
    public ImmutableArray<CatalogFault> Faults { get; }
}
