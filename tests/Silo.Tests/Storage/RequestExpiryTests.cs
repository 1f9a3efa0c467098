using Registry.Grains;
using Registry.Servers;

namespace Registry.Silo.Tests;

public sealed class SqliteRequestExpiryTests() : RequestExpiryTests("Sqlite");

public sealed class MemoryRequestExpiryTests() : RequestExpiryTests("Memory");

public sealed class AzureTablesRequestExpiryTests() : RequestExpiryTests("AzureTables")
{
    private AzuriteServer? server;

    private protected override async Task<string> PrepareAsync()
    {
        server = await AzuriteServer.StartAsync(TestContext.Current.CancellationToken);
        return server.ConnectionString;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await server!.DisposeAsync();
    }
}

/// <summary>Deletion looks at the requests of all owners, so these tests have a storage of their own.</summary>
public abstract class RequestExpiryTests(string provider) : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private readonly TempDirectory directory = new();
    private readonly JournalOwner owner = Sample.Owner();
    private RegistryHost? host;

    private IRequestLog Requests => host!.Requests;

    public async ValueTask InitializeAsync() => host = await RegistryHost.StartAsync(
        ("Storage:Provider", provider),
        ("Storage:Path", directory.Path),
        ("Storage:ConnectionString", await PrepareAsync()));

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await host!.DisposeAsync();
        directory.Dispose();
    }

    /// <returns>The connection string, where there is one.</returns>
    private protected virtual Task<string> PrepareAsync() => Task.FromResult("");

    [Fact]
    public async Task DeleteExpired_SomeExpired_DeletesThoseOnlyUpToTheLimit()
    {
        for (var hour = -4; hour <= 4; hour++)
        {
            await Requests.RecordAsync(owner, new() { Key = $"{hour}", Fingerprint = "", Answer = [], ExpiresAt = Noon.AddHours(hour) });
        }

        Assert.Equal(3, await Requests.DeleteExpiredAsync(Noon, 3));
        Assert.Equal(1, await Requests.DeleteExpiredAsync(Noon, 3));
        Assert.Equal(0, await Requests.DeleteExpiredAsync(Noon, 3));

        for (var hour = -4; hour <= 4; hour++)
        {
            Assert.Equal(hour >= 0, await Requests.FindAsync(owner, $"{hour}") is not null);
        }
    }
}
