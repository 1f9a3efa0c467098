using System.Net;
using System.Net.Sockets;
using Azure.Core.Pipeline;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Storage;
using Registry.Grains;
using Registry.Grains.Interfaces;
using State = Registry.Grains.StoredState<Registry.Grains.InstallationRecord, Registry.Grains.Interfaces.InstallationChange>;

namespace Registry.Silo.Tests;

/// <summary>A start over tables that can't be used, and what a registry says when they fail later.</summary>
public sealed class AzureTablesStartTests(AzureTablesFixture storage)
{
    private const string Secret = "c2VjcmV0LXRoYXQtbXVzdC1ub3QtYmUtc2hvd24=";

    [Fact]
    public async Task Start_WrongKey_IsRefusedNamingSettingAndRole()
    {
        var refusal = await Assert.ThrowsAsync<StorageStartupException>(() => StartAsync(
            $"DefaultEndpointsProtocol=http;AccountName=registrytests;AccountKey={Secret};TableEndpoint={storage.Server.Endpoint};"));

        Assert.Contains("access is refused (403", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Storage:ConnectionString", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Storage Table Data Contributor", refusal.Message, StringComparison.Ordinal);
        AssertNoSecret(refusal);
    }

    [Fact]
    public async Task Start_UnknownHost_IsRefusedNamingTheHost()
    {
        // Longer than a part of a name can be, so that no name server is asked, which might not answer.
        var host = $"{new string('x', 64)}.invalid";
        var refusal = await Assert.ThrowsAsync<StorageStartupException>(() => StartAsync(
            $"DefaultEndpointsProtocol=http;AccountName=a;AccountKey={Secret};TableEndpoint=http://{host}/a;"));

        Assert.Contains(host, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("there is no host of that name", refusal.Message, StringComparison.Ordinal);
        AssertNoSecret(refusal);
    }

    [Fact]
    public async Task Start_NobodyListens_IsToldAfterTheTimeToWait()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        var refusal = await Assert.ThrowsAsync<StorageStartupException>(() => StartAsync(storage.Server.ConnectionStringThrough(port)));

        Assert.Contains("the storage can't be reached", refusal.Message, StringComparison.Ordinal);
        Assert.IsType<RegistryUnavailableException>(refusal.InnerException);
    }

    [Fact]
    public async Task Start_TablesOfAnotherService_AreRefused()
    {
        var refusal = await Assert.ThrowsAsync<StorageStartupException>(() => RegistryHost.StartAsync([.. storage.Settings, ("Cluster:ServiceId", "other")]));

        Assert.Contains("this is the data of the service id 'registry', not of 'other'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_SeveralAtOnce_AgreeOnTheirFacts()
    {
        var name = $"race-{Guid.NewGuid():N}";
        var services = storage.Host.Services;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => services.GetRequiredService<IStorageStartup>().PrepareAsync(TestContext.Current.CancellationToken)));

        var facts = services.GetRequiredService<IRegistryFacts>();
        var values = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => facts.GetOrAddAsync(name, $"{i}")));

        Assert.Single(values.Distinct());
        Assert.False(await facts.TryReplaceAsync(name, "unknown", "set"));
        Assert.True(await facts.TryReplaceAsync(name, values[0], "set"));
        Assert.Equal("set", await facts.GetOrAddAsync(name, "other"));
        Assert.InRange(await facts.GetClockAsync(), TimeProvider.System.GetUtcNow().AddMinutes(-1), TimeProvider.System.GetUtcNow().AddMinutes(1));
    }

    [Fact]
    public async Task Facts_AddedBySomebodyElseInBetween_AreTheirs()
    {
        var name = $"race-{Guid.NewGuid():N}";
        var rival = storage.Host.Services.GetRequiredService<IRegistryFacts>();
        await using var bed = new AzureTablesBed(storage);
        bed.Faults.BeforeSend = request => FaultPolicy.IsWrite(request) ? rival.GetOrAddAsync(name, "theirs") : Task.CompletedTask;

        Assert.Equal("theirs", await new AzureRegistryFacts(bed.Tables).GetOrAddAsync(name, "ours"));
    }

    [Theory]
    [InlineData(null, null, "Storage:ConnectionString is empty; AzureTables needs it, or Storage:Endpoint for access by managed identity.")]
    [InlineData("AccountName=a", null, "Storage:ConnectionString is malformed; it must be the connection string of a storage account, as the Azure portal shows it.")]
    [InlineData("UseDevelopmentStorage=true", "https://a.table.core.windows.net", "Storage:Endpoint is set together with Storage:ConnectionString; AzureTables takes one of them: remove the other.")]
    [InlineData(null, "http://a.table.core.windows.net", "Storage:Endpoint is malformed; it must be an https URL without a query, such as https://account.table.core.windows.net.")]
    [InlineData(null, "https://a.table.core.windows.net/?sig=secret", "Storage:Endpoint is malformed; it must be an https URL without a query, such as https://account.table.core.windows.net.")]
    public async Task Start_SettingsOfAzureTablesNotSound_AreRefusedWithoutShowingThem(string? connection, string? endpoint, string expected)
    {
        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => RegistryHost.StartAsync(
            ("Storage:Provider", "azuretables"),
            ("Storage:ConnectionString", connection!),
            ("Storage:Endpoint", endpoint!)));

        Assert.Equal([expected], refusal.Failures);
    }

    [Theory]
    [InlineData(null, "Storage:ConnectionString is empty; Postgres needs it.")]
    [InlineData("postgres://user:secret@host", "Storage:ConnectionString is malformed; it must be a connection string of Npgsql, such as Host=db;Database=registry;Username=registry.")]
    public async Task Start_SettingsOfPostgresNotSound_AreRefusedWithoutShowingThem(string? connection, string expected)
    {
        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() =>
            RegistryHost.StartAsync(("Storage:Provider", "Postgres"), ("Storage:ConnectionString", connection!)));

        Assert.Equal([expected], refusal.Failures);
    }

    // The second try is refused because of the first, which is not somebody else.
    [Fact]
    public async Task State_AnswerOfAWriteLost_MayHaveChangedAndIsNoConflict()
    {
        var faults = new FaultPolicy();
        await using var host = await RegistryHost.StartAsync(services => services.AddSingleton<HttpPipelinePolicy>(faults), storage.Settings);
        var grain = GrainId.Create("installation", Sample.Key().ToString());
        var state = new GrainState<State>(new() { Record = Sample.Record(1) });
        for (var write = 0; write < 2; write++)
        {
            var isAnswerLost = false;
            faults.Plan(request => IsOf(request, "OrleansGrainState") && !Interlocked.Exchange(ref isAnswerLost, true) ? Fault.LostAnswer : Fault.None);

            var failure = await Assert.ThrowsAsync<RegistryUnavailableException>(() => host.State.WriteStateAsync("installation", grain, state));

            Assert.True(failure.MayHaveChanged);
            state = new(new());
            await host.State.ReadStateAsync("installation", grain, state);
            Assert.Equal(1, state.State!.Record?.Revision);
        }

        faults.Plan(request => IsOf(request, AzureTableNames.Facts) ? Fault.CutBefore : Fault.None);
        await Assert.ThrowsAsync<RegistryUnavailableException>(() => host.Probe.ProbeAsync());
        faults.Heal();
        await host.Probe.ProbeAsync();
    }

    // The silo has requests of its own under way.
    private static bool IsOf(Azure.Core.Request request, string table) => request.Uri.Path.Contains(table, StringComparison.Ordinal);

    private static Task<RegistryHost> StartAsync(string connection) => RegistryHost.StartAsync(
        ("Storage:Provider", "AzureTables"),
        ("Storage:ConnectionString", connection),
        ("Storage:StartTimeout", "00:00:00"));

    private static void AssertNoSecret(Exception exception) => Assert.DoesNotContain(Secret, exception.ToString(), StringComparison.Ordinal);
}
