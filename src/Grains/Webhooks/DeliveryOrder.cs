using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>The order in which the deliveries of an app are listed.</summary>
internal static class DeliveryOrder
{
    /// <summary>By sequence, then workspace, both descending.</summary>
    public static Comparer<DeliveryId> NewestFirst { get; } = Comparer<DeliveryId>.Create((x, y) =>
        y.Sequence.CompareTo(x.Sequence) is not 0 and var order ? order : string.CompareOrdinal(y.Workspace.Value, x.Workspace.Value));

    /// <summary>Whether a delivery comes after another one in that order.</summary>
    public static bool IsOlderThan(this DeliveryId id, DeliveryId other) => NewestFirst.Compare(id, other) > 0;
}
