using System.Security.Cryptography;
using System.Text;

namespace Registry.Grains.Interfaces.Tests.Audit;

/// <summary>Whatever is done to the entries of a log is found; what was not touched is not blamed.</summary>
public sealed class AuditCheckTests
{
    private static readonly AuditTenant Tenant = AuditTenant.Of(WorkspaceId.Parse("ws_acme"));

    private readonly List<byte[]> log = Make(Tenant, 6);

    [Fact]
    public void Check_OfALogAsItWasWritten_FindsNothing()
    {
        var check = CheckOf(log);

        Assert.Empty(check.Faults);
        Assert.Equal((6, 6), (check.Entries, check.Head.Sequence));
        Assert.Equal(AuditLine.Read(log[^1]).Hash, check.Head.Hash);
    }

    [Fact]
    public void Check_OfALogWithoutAnEntry_FindsNothing() => Assert.Empty(CheckOf([]).Faults);

    [Fact]
    public void Check_OfAnyByteChanged_FindsTheEntry()
    {
        var line = log[2];
        for (var place = 0; place < line.Length; place++)
        {
            log[2] = [.. line];
            log[2][place] ^= 1;

            var check = CheckOf(log);

            Assert.True(check.FaultCount > 0, $"Byte {place} was changed and nobody noticed: {Encoding.UTF8.GetString(log[2])}");
            Assert.Equal(3, check.Faults[0].Sequence);
        }
    }

    [Fact]
    public void Check_OfAnEntryChangedWithItsHash_BlamesTheOneThatDoesNotFollow()
    {
        log[2] = WithRightHash(Encoding.UTF8.GetString(log[2]).Replace("Reason 3", "Reason X", StringComparison.Ordinal));

        Assert.Equal([(4L, AuditFaultKind.Replaced)], FaultsOf(CheckOf(log)));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 1)]
    [InlineData(1, 3)]
    public void Check_OfEntriesRemoved_FindsTheGap(int from, int count)
    {
        log.RemoveRange(from, count);

        Assert.Equal([(from + 1L, AuditFaultKind.Removed)], FaultsOf(CheckOf(log)));
    }

    [Fact]
    public void Check_OfEntriesRemovedAtTheEnd_IsFoundByTheHeadThatWasKept()
    {
        var head = CheckOf(log).Head;
        log.RemoveRange(4, 2);

        Assert.Empty(CheckOf(log).Faults);
        Assert.Equal([(5L, AuditFaultKind.Removed)], FaultsOf(CheckOf(log, head)));
    }

    [Fact]
    public void Check_OfTwoEntriesExchanged_FindsThem()
    {
        (log[1], log[3]) = (log[3], log[1]);

        Assert.Contains((2L, AuditFaultKind.Reordered), FaultsOf(CheckOf(log)));
    }

    [Fact]
    public void Check_OfAnEntryThatIsThereTwice_FindsIt()
    {
        log.Insert(3, log[2]);

        Assert.Equal([(3L, AuditFaultKind.Reordered)], FaultsOf(CheckOf(log)));
    }

    [Fact]
    public void Check_OfAnEntryOfAnotherLog_FindsIt()
    {
        log[2] = Make(AuditTenant.Of(WorkspaceId.Parse("ws_other")), 3)[2];

        Assert.Contains((3L, AuditFaultKind.Foreign), FaultsOf(CheckOf(log)));
    }

    [Fact]
    public void Check_OfALogMadeAnew_IsFoundByTheHeadThatWasKept()
    {
        var head = CheckOf(log[..4]).Head;
        var anew = Make(Tenant, 6, "Other reason");

        Assert.Empty(CheckOf(anew).Faults);
        Assert.Equal([(4L, AuditFaultKind.Replaced)], FaultsOf(CheckOf(anew, head)));
        Assert.Empty(CheckOf(log, head).Faults);
    }

    [Fact]
    public void Check_OfManyFaults_TellsOfTheFirstHundredAndCountsAll()
    {
        var many = Enumerable.Repeat(Encoding.UTF8.GetBytes("{}"), 150).ToList();

        var check = CheckOf(many);

        Assert.Equal((150, 100), (check.FaultCount, check.Faults.Count));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"hash":"","entry":{}}""")]
    public void Read_OfWhatIsNoLine_IsRefused(string text) => Assert.Throws<FormatException>(() => AuditLine.Read(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Line_OfEverything_LeadsBackToIt()
    {
        var happened = AuditSamples.All.OfType<AuditEvent>().Single() with { Reason = "Größer \"quoted\"\n<&> \u2028 \ud83d\ude00" };
        var last = new AuditHead(41, new('a', 64));

        var line = AuditLine.Write(Tenant, last, happened.At!.Value, happened);
        var entry = AuditLine.Read(line);

        Assert.Equal((Tenant, 42L, happened.At.Value, happened, last.Hash), (entry.Tenant, entry.Sequence, entry.At, entry.Event, entry.Previous));
        Assert.DoesNotContain((byte)'\n', line);

        // As the documentation tells people to find the entry in the line.
        Assert.Equal(entry.Hash, Convert.ToHexStringLower(SHA256.HashData(line.AsSpan(83, line.Length - 84))));
    }

    private static List<byte[]> Make(AuditTenant tenant, int count, string reason = "Reason")
    {
        var lines = new List<byte[]>();
        var last = AuditHead.Empty;
        for (var sequence = 1; sequence <= count; sequence++)
        {
            var at = new DateTimeOffset(2026, 11, 23, 12, sequence, 0, TimeSpan.Zero);
            lines.Add(AuditLine.Write(tenant, last, at, new() { Id = $"{sequence}", Actor = "operator", Action = AuditAction.AppSuspended, Reason = $"{reason} {sequence}" }));
            last = AuditLine.HeadOf(sequence, lines[^1]);
        }

        return lines;
    }

    private static byte[] WithRightHash(string line)
    {
        var entry = line[83..^1];
        return Encoding.UTF8.GetBytes($$"""{"hash":"{{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(entry)))}}","entry":{{entry}}}""");
    }

    private static AuditCheck CheckOf(IEnumerable<byte[]> lines, AuditHead? kept = null)
    {
        var check = new AuditCheck(Tenant).Through(kept ?? AuditHead.Empty);
        foreach (var line in lines)
        {
            check.Add(line);
        }

        check.Complete();
        return check;
    }

    private static IEnumerable<(long Sequence, AuditFaultKind Kind)> FaultsOf(AuditCheck check) => check.Faults.Select(fault => (fault.Sequence, fault.Kind));
}
