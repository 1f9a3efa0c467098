using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using Azure.Data.Tables;
using Orleans;
using Orleans.Runtime;

namespace Registry.AzureTables;

/// <summary>One silo as a row: every property a string, named and written as the Orleans package does it.</summary>
internal static class SiloRow
{
    private const char Bar = '|';

    public static string KeyOf(SiloAddress silo) =>
        string.Create(CultureInfo.InvariantCulture, $"{silo.Endpoint.Address}-{silo.Endpoint.Port}-{silo.Generation}");

    /// <summary>The whole row. Properties without a value are left out.</summary>
    public static TableEntity From(string clusterId, MembershipEntry entry)
    {
        var silo = entry.SiloAddress;
        var votes = entry.SuspectTimes ?? [];
        return new(clusterId, KeyOf(silo))
        {
            ["DeploymentId"] = clusterId,
            ["Address"] = silo.Endpoint.Address.ToString(),
            ["Port"] = Text(silo.Endpoint.Port),
            ["Generation"] = Text(silo.Generation),
            ["HostName"] = entry.HostName,
            ["Status"] = entry.Status.ToString(),
            ["ProxyPort"] = Text(entry.ProxyPort),
            ["RoleName"] = entry.RoleName,
            ["SiloName"] = entry.SiloName,
            ["InstanceName"] = entry.SiloName,
            ["UpdateZone"] = Text(entry.UpdateZone),
            ["FaultZone"] = Text(entry.FaultZone),
            ["SuspectingSilos"] = string.Join(Bar, votes.Select(vote => vote.Item1.ToParsableString())),
            ["SuspectingTimes"] = string.Join(Bar, votes.Select(vote => LogFormatter.PrintDate(vote.Item2))),
            ["StartTime"] = LogFormatter.PrintDate(entry.StartTime),
            ["IAmAliveTime"] = LogFormatter.PrintDate(entry.IAmAliveTime),
        };
    }

    /// <summary>Only the sign of life.</summary>
    public static TableEntity IAmAlive(string clusterId, MembershipEntry entry) => new(clusterId, KeyOf(entry.SiloAddress))
    {
        ["IAmAliveTime"] = LogFormatter.PrintDate(entry.IAmAliveTime),
    };

    /// <summary>Reads a row, unless it is none of a silo, or spoilt: one such row must not stop a cluster.</summary>
    public static bool TryParse(TableEntity row, [NotNullWhen(true)] out MembershipEntry? entry)
    {
        try
        {
            entry = Parse(row);
            return true;
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException or OverflowException or InvalidOperationException)
        {
            entry = null;
            return false;
        }
    }

    private static MembershipEntry Parse(TableEntity row)
    {
        var entry = new MembershipEntry
        {
            SiloAddress = SiloAddress.New(IPAddress.Parse(row.GetString("Address")), Number(row, "Port"), Number(row, "Generation")),
            Status = Enum.Parse<SiloStatus>(row.GetString("Status")),
            ProxyPort = Number(row, "ProxyPort"),
            HostName = row.GetString("HostName"),
            SiloName = row.GetString("SiloName") is { Length: > 0 } name ? name : row.GetString("InstanceName"),
            RoleName = row.GetString("RoleName"),
            UpdateZone = Number(row, "UpdateZone"),
            FaultZone = Number(row, "FaultZone"),
            StartTime = Time(row.GetString("StartTime")),
            IAmAliveTime = Time(row.GetString("IAmAliveTime")),
        };
        foreach (var (silo, time) in List(row, "SuspectingSilos").Zip(List(row, "SuspectingTimes"), ValueTuple.Create))
        {
            entry.AddSuspector(SiloAddress.FromParsableString(silo), Time(time));
        }

        return entry;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int Number(TableEntity row, string property) =>
        row.GetString(property) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : 0;

    private static DateTime Time(string? text) =>
        string.IsNullOrEmpty(text) ? default : DateTime.SpecifyKind(LogFormatter.ParseDate(text), DateTimeKind.Utc);

    private static string[] List(TableEntity row, string property) =>
        row.GetString(property) is { Length: > 0 } text ? text.Split(Bar) : [];
}
