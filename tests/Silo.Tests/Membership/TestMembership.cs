namespace Registry.Silo.Tests;

/// <summary>The membership table as one silo sees it.</summary>
internal sealed class TestMembership(IMembershipTable table)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public Task InitializeAsync(bool tryInitTableVersion = true) => table.InitializeMembershipTableAsync(tryInitTableVersion, Token);

    public Task<MembershipTableData> ReadAllAsync() => table.ReadAllAsync(Token);

    public Task<MembershipTableData> ReadRowAsync(SiloAddress silo) => table.ReadRowAsync(silo, Token);

    public Task<bool> InsertAsync(MembershipEntry silo, TableVersion version) => table.InsertRowAsync(silo, version, Token);

    public async Task<bool> InsertAsync(MembershipEntry silo) => await InsertAsync(silo, (await ReadAllAsync()).Version.Next());

    public Task<bool> UpdateAsync(MembershipEntry silo, string etag, TableVersion version) => table.UpdateRowAsync(silo, etag, version, Token);

    public async Task<bool> UpdateAsync(MembershipEntry silo)
    {
        var read = await ReadAllAsync();
        return await UpdateAsync(silo, read.TryGet(silo.SiloAddress)!.Item2, read.Version.Next());
    }

    public Task IAmAliveAsync(MembershipEntry silo) => table.UpdateIAmAliveAsync(silo, Token);

    public Task CleanupAsync(DateTimeOffset before) => table.CleanupDefunctSiloEntriesAsync(before, Token);

    public Task DeleteAsync(string clusterId) => table.DeleteMembershipTableEntriesAsync(clusterId, Token);
}
