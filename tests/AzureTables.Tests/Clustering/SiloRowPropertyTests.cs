using System.Net;
using Azure.Data.Tables;
using CsCheck;
using Orleans;
using Orleans.Runtime;

namespace Registry.AzureTables.Tests;

/// <summary>A silo comes out of its row as it went in, and a spoilt row never stops anybody.</summary>
public sealed class SiloRowPropertyTests
{
    private static readonly Gen<SiloAddress> Silo = Gen.Select(Gen.Byte.Array[4], Gen.Int[1, 65535], Gen.Int[0, int.MaxValue], (address, port, generation) => SiloAddress.New(new IPAddress(address), port, generation));

    private static readonly object[] Others = [1, 1L, true, 1.5, new byte[] { 1 }];

    // Rows have milliseconds.
    private static readonly Gen<DateTime> Time = Gen.Long[0, 4_000_000_000_000].Select(milliseconds => DateTime.UnixEpoch.AddMilliseconds(milliseconds));

    private static readonly Gen<MembershipEntry> Entry =
        from silo in Silo
        from status in Gen.Enum<SiloStatus>()
        from numbers in Gen.Select(Gen.Int[0, 65535], Gen.Int, Gen.Int)
        from names in Gen.String[Gen.Char["abz-_.\u00e9 "], 1, 20].Array[3]
        from times in Gen.Select(Time, Time)
        from votes in Gen.Select(Silo, Time).Array[0, 4]
        select Make(silo, status, numbers, names, times, votes);

    [Fact]
    public void TryParse_WhatWasWritten_IsTheSilo() => Entry.Sample(entry =>
    {
        Assert.True(SiloRow.TryParse(SiloRow.From("cluster", entry), out var read));
        Assert.Equal(Text(entry), Text(read));
    });

    [Fact]
    public void TryParse_OfARowWithAPropertySpoilt_IsDoneOrNot() => Gen.Select(Entry, Gen.Int[0, 100], Gen.OneOf(Gen.String, Gen.String[Gen.Char["0123456789.:@|-S GMT"], 0, 30])).Sample((entry, which, text) =>
    {
        var row = SiloRow.From("cluster", entry);
        string[] names = [.. row.Where(property => property.Value is string && property.Key is not ("PartitionKey" or "RowKey")).Select(property => property.Key)];
        row[names[which % names.Length]] = text;

        Assert.Equal(SiloRow.TryParse(row, out var read), read is not null);
    });

    [Fact]
    public void TryParse_OfARowWithAPropertyOfAnotherType_IsDoneOrNot() => Gen.Select(Entry, Gen.Int[0, 100], Gen.Int[0, Others.Length - 1]).Sample((entry, which, other) =>
    {
        var row = SiloRow.From("cluster", entry);
        string[] names = [.. row.Keys.Where(name => name is not ("PartitionKey" or "RowKey" or "odata.etag" or "Timestamp"))];
        row[names[which % names.Length]] = Others[other];

        Assert.Equal(SiloRow.TryParse(row, out var read), read is not null);
    });

    private static MembershipEntry Make(SiloAddress silo, SiloStatus status, (int Proxy, int Update, int Fault) numbers, string[] names, (DateTime Start, DateTime Alive) times, (SiloAddress By, DateTime At)[] votes)
    {
        var entry = new MembershipEntry
        {
            SiloAddress = silo,
            Status = status,
            ProxyPort = numbers.Proxy,
            UpdateZone = numbers.Update,
            FaultZone = numbers.Fault,
            HostName = names[0],
            SiloName = names[1],
            RoleName = names[2],
            StartTime = times.Start,
            IAmAliveTime = times.Alive,
        };
        foreach (var (voter, at) in votes)
        {
            entry.AddSuspector(voter, at);
        }

        return entry;
    }

    private static string Text(MembershipEntry entry) => string.Join(
        '\n',
        [
            entry.SiloAddress.ToParsableString(), entry.Status, entry.ProxyPort, entry.UpdateZone, entry.FaultZone, entry.HostName, entry.SiloName, entry.RoleName, entry.StartTime.Ticks, entry.IAmAliveTime.Ticks,
            .. (entry.SuspectTimes ?? []).Select(vote => $"{vote.Item1.ToParsableString()} {vote.Item2.Ticks}"),
        ]);
}
