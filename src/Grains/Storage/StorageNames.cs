namespace Registry.Grains;

/// <summary>Names that the grains and the storage agree on.</summary>
internal static class StorageNames
{
    /// <summary>The grain storage provider that holds all state. State names are unique over all grains: the ADO.NET provider tells rows apart by them.</summary>
    public const string Registry = "registry";
}
