namespace Registry.Grains.Interfaces;

/// <summary>Reads a catalog from its JSON document.</summary>
public static class CatalogFile
{
    /// <summary>The catalog that ships with the registry.</summary>
    public static string DefaultPath => Path.Combine(AppContext.BaseDirectory, "catalog", "intercom.json");

    /// <summary>Reads and validates a catalog.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="CatalogException">The file can't be read or is not sound; the message lists every fault.</exception>
    public static Catalog Load(string path) => throw new NotImplementedException(path);
}
