using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>The order of the events of a workspace.</summary>
internal static class EventSequence
{
    /// <summary>The sequence that stands for a moment: microseconds since 1970, UTC.</summary>
    public static long Of(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>What becomes of events that are not later than all that there are: readers may be past their place.</summary>
    public static RegistryUnavailableException Taken(WorkspaceId workspace) =>
        new($"Other events of the workspace {workspace} were stored meanwhile; these were not.", mayHaveChanged: false);
}
