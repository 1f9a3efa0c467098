using System.Diagnostics;
using System.Globalization;
using Registry.Grains.Interfaces;

namespace Registry.Hub;

/// <summary>Says in words what the board has in codes.</summary>
internal static class ClusterWords
{
    public static string Of(ProcessKind kind) => kind switch
    {
        ProcessKind.Silo => ClusterTexts.KindSilo,
        ProcessKind.Api => ClusterTexts.KindApi,
        ProcessKind.Embedded => ClusterTexts.KindEmbedded,
        _ => throw new UnreachableException($"{kind}"),
    };

    public static string Of(ProcessState state) => state switch
    {
        ProcessState.Alive => ClusterTexts.StateAlive,
        ProcessState.Silent => ClusterTexts.StateSilent,
        ProcessState.Ended => ClusterTexts.StateEnded,
        _ => throw new UnreachableException($"{state}"),
    };

    /// <summary>The kind of badge for a state.</summary>
    public static string KindOf(ProcessState state) => state switch
    {
        ProcessState.Alive => "good",
        ProcessState.Silent => "bad",
        _ => "quiet",
    };

    /// <summary>The name of a line: the value of a metric's tag, as words.</summary>
    public static string Line(string outcome) => outcome.Replace('_', ' ');

    /// <summary>A version with no more of its commit than tells it from others.</summary>
    public static string Short(string version) => version.Split('+') is [var number, { Length: > 9 } commit] ? $"{number}+{commit[..9]}" : version;

    public static string Megabytes(long bytes) => Phrase.Of("{0} MiB", (bytes / 1048576).ToString("N0", CultureInfo.InvariantCulture));
}
