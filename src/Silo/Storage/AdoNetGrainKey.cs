namespace Registry.Silo;

/// <summary>Grain keys as the Orleans ADO.NET provider gets them.</summary>
internal static class AdoNetGrainKey
{
    // The provider reads a text key that looks like a number or a Guid in hexadecimal digits as such, so that "1a", "1A"
    // and "01a" would share a row. With this sign in front nothing looks like a number.
    public static GrainId Exact(GrainId id) => GrainId.Create(id.Type, $"={id.Key}");
}
