namespace Registry.Api;

/// <summary>Where the data lies, and the key of the local issuer beside it.</summary>
internal static class DataDirectory
{
    /// <summary>The full path of <c>Storage:Path</c>, by default <c>data</c> in the current directory.</summary>
    public static string Of(IConfiguration configuration) =>
        Path.GetFullPath(configuration["Storage:Path"] is { Length: > 0 } path ? path : "data");
}
