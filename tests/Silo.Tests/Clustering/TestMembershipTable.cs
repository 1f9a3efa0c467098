namespace Registry.Silo.Tests;

/// <summary>A membership table in memory that can be made to hang or fail.</summary>
internal sealed class TestMembershipTable : IMembershipTable
{
    private readonly Dictionary<SiloAddress, MembershipEntry> entries = [];
    private int version;

    /// <summary>What a read waits for.</summary>
    public Func<Task> Gate { get; set; } = () => Task.CompletedTask;

    /// <summary>How many reads of a row have begun.</summary>
    public int Looks { get; private set; }

    public void Set(SiloAddress silo, SiloStatus status, params (SiloAddress Suspecter, DateTimeOffset At)[] suspicions)
    {
        entries[silo] = new()
        {
            SiloAddress = silo,
            Status = status,
            SuspectTimes = [.. suspicions.Select(suspicion => Tuple.Create(suspicion.Suspecter, suspicion.At.UtcDateTime))],
        };
        version++;
    }

    public void Remove(SiloAddress silo)
    {
        entries.Remove(silo);
        version++;
    }

    public async Task<MembershipTableData> ReadRow(SiloAddress key)
    {
        Looks++;
        var found = Read(entries.GetValueOrDefault(key) is { } entry ? [entry] : []);
        await Gate();
        return found;
    }

    public Task<MembershipTableData> ReadAll() => Task.FromResult(Read([.. entries.Values]));

    public Task InitializeMembershipTable(bool tryInitTableVersion) => Task.CompletedTask;

    public Task DeleteMembershipTableEntries(string clusterId) => throw new NotSupportedException();

    public Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate) => throw new NotSupportedException();

    public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion) => throw new NotSupportedException();

    public Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion) => throw new NotSupportedException();

    public Task UpdateIAmAlive(MembershipEntry entry) => throw new NotSupportedException();

    private MembershipTableData Read(MembershipEntry[] found) =>
        new([.. found.Select(entry => Tuple.Create(entry, "etag"))], new TableVersion(version, "etag"));
}
