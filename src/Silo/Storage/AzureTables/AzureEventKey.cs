using System.Globalization;
using System.Text;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>Keys of the tables of events and deliveries.</summary>
internal static class AzureEventKey
{
    /// <summary>The row that every new event of a workspace changes.</summary>
    public const string Head = "h";

    public static string Event(long sequence) => string.Create(CultureInfo.InvariantCulture, $"e,{sequence:D19}");

    public static string Id(string eventId) => $"i,{AzureKey.Digest(eventId)}";

    public static string Pending(AppId app, long sequence) => string.Create(CultureInfo.InvariantCulture, $"p,{app},{sequence:D19}");

    /// <summary>Where the deliveries of an installation are listed.</summary>
    public static string Partition(AppId app, WorkspaceId workspace) => AzureKey.PartitionOf(app.Value, workspace.Value);

    /// <summary>Counts down, so that the newest come first; at the same sequence workspaces come backwards.</summary>
    public static string Newest(DeliveryId id) => string.Create(CultureInfo.InvariantCulture, $"{long.MaxValue - id.Sequence:D19},{Backwards(id.Workspace.Value)}");

    public static string Hour(long sequence) => Hour(DateTimeOffset.UnixEpoch.AddMicroseconds(sequence));

    public static string Hour(DateTimeOffset time) => string.Create(CultureInfo.InvariantCulture, $"{time.UtcTicks / TimeSpan.TicksPerHour:D8}");

    /// <summary>The end of an hour, read from the key of a partition that starts with it.</summary>
    public static DateTimeOffset EndOfHour(string partition) =>
        new((long.Parse(partition.AsSpan(0, 8), CultureInfo.InvariantCulture) + 1) * TimeSpan.TicksPerHour, TimeSpan.Zero);

    // The sign at the end comes after every digit: an id comes after the longer ones that begin with it.
    private static string Backwards(string id) => $"{Convert.ToHexString([.. Encoding.UTF8.GetBytes(id).Select(each => (byte)~each)])}~";
}
