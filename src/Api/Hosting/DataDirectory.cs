using Registry.Silo;

namespace Registry.Api;

/// <summary>Where the data lies, and the key of the local issuer beside it.</summary>
internal static class DataDirectory
{
    private static readonly string Default = new StorageOptions().Path;

    /// <summary>The full path of <c>Storage:Path</c>, by default <c>data</c> in the current directory.</summary>
    public static string Of(IConfiguration configuration) =>
        Path.GetFullPath(configuration["Storage:Path"] is { Length: > 0 } path ? path : Default);

    /// <summary>What a command started in the same place needs to find the data, after a space; empty where it lies in the default place.</summary>
    public static string Argument(IConfiguration configuration)
    {
        var path = Of(configuration);
        if (path == Path.GetFullPath(Default))
        {
            return "";
        }

        return path.Any(char.IsWhiteSpace) ? $" --Storage:Path \"{path}\"" : $" --Storage:Path {path}";
    }
}
