namespace Registry.Silo;

/// <summary>Which catalog the registry offers. Section <c>Catalog</c> of the configuration.</summary>
public sealed class CatalogOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Catalog";

    /// <summary>The JSON file. Relative to the current directory. Default: the catalog that ships with the registry.</summary>
    public string? Path { get; set; }

    /// <summary>
    /// Whether this silo may replace the catalog that the cluster has agreed on. Otherwise a silo with another one does not
    /// start. Meant for the time of the change. Default false; of no effect where a silo is alone.
    /// </summary>
    public bool Replace { get; set; }
}
