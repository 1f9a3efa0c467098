using System.Globalization;
using Azure.Data.Tables;
using Orleans;

namespace Registry.AzureTables;

/// <summary>The row that every change of a cluster's membership changes too, so that its ETag stands for all silo rows.</summary>
internal static class VersionRow
{
    public const string Key = "VersionRow";

    public static TableEntity From(string clusterId, int version) => new(clusterId, Key)
    {
        ["DeploymentId"] = clusterId,
        ["MembershipVersion"] = version.ToString(CultureInfo.InvariantCulture),
    };

    public static TableVersion Parse(TableEntity row) =>
        new(int.Parse(row.GetString("MembershipVersion"), CultureInfo.InvariantCulture), row.ETag.ToString());

    /// <summary>Whether a row is of no silo: the version, or one of the two further copies of it that newer Orleans packages keep for themselves.</summary>
    public static bool IsOne(string rowKey) => rowKey is Key or "!Start" or "~End";
}
