using Registry.Grains;

namespace Registry.Silo.Tests;

public sealed class SqliteRequestLogTests(SqliteFixture storage) : RequestLogTests(storage);

public sealed class MemoryRequestLogTests(MemoryFixture storage) : RequestLogTests(storage);

public sealed class PostgresRequestLogTests(PostgresFixture storage) : RequestLogTests(storage);

public sealed class AzureTablesRequestLogTests(AzureTablesFixture storage) : RequestLogTests(storage);

public abstract class RequestLogTests(StorageFixture storage)
{
    private readonly JournalOwner owner = Sample.Owner();

    private IRequestLog Requests => storage.Host.Requests;

    [Fact]
    public async Task Find_NotRecorded_IsNull()
    {
        await RecordAsync("key", "print", DateTimeOffset.MaxValue);

        Assert.Null(await Requests.FindAsync(owner, "Key"));
        Assert.Null(await Requests.FindAsync(Sample.Owner(), "key"));
    }

    [Fact]
    public async Task Record_ThenFind_GivesEverythingBack()
    {
        await RecordAsync("me\nkey", "print", DateTimeOffset.MaxValue);

        var found = await Requests.FindAsync(owner, "me\nkey");

        Assert.NotNull(found);
        Assert.Equal("me\nkey", found.Key);
        Assert.Equal("print", found.Fingerprint);
        Assert.Equal([1, 0, 255], found.Answer);
        Assert.Equal(DateTimeOffset.MaxValue, found.ExpiresAt);
    }

    [Fact]
    public async Task Record_SameKeyAgain_ReplacesTheAnswer()
    {
        await RecordAsync("key", "one", DateTimeOffset.MaxValue);
        await RecordAsync("key", "two", DateTimeOffset.MaxValue.AddDays(-1));

        var found = await Requests.FindAsync(owner, "key");

        Assert.Equal("two", found?.Fingerprint);
        Assert.Equal(DateTimeOffset.MaxValue.AddDays(-1), found?.ExpiresAt);
    }

    [Fact]
    public async Task Find_Expired_IsStillThere()
    {
        await RecordAsync("key", "print", DateTimeOffset.UnixEpoch);

        Assert.NotNull(await Requests.FindAsync(owner, "key"));
    }

    private Task RecordAsync(string key, string fingerprint, DateTimeOffset expiresAt) => Requests.RecordAsync(
        owner,
        new() { Key = key, Fingerprint = fingerprint, Answer = [1, 0, 255], ExpiresAt = expiresAt });
}
