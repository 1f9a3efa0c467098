using System.Reflection;

namespace Registry.Silo;

/// <summary>What is fixed about the file that an export writes.</summary>
internal static class BackupFormat
{
    /// <summary>The name in the header.</summary>
    public const string Name = "registry-backup";

    /// <summary>Grows with anything that an older program would lose or misread; a program reads all versions up to its own.</summary>
    public const int Version = 3;

    /// <summary>No line that an export writes comes near this many bytes.</summary>
    public const int LongestLine = 32 * 1024 * 1024;

    /// <summary>The version of this program, as the header has it.</summary>
    public static string Program { get; } =
        typeof(BackupFormat).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
