using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Hosting;

namespace Registry.Silo.Tests;

public sealed class PostgresMembershipFixture(PostgresFixture postgres) : MembershipFixture
{
    private string connectionString = "";

    internal override bool InsertsSuspicions => false;

    public override async ValueTask InitializeAsync()
    {
        connectionString = await postgres.Server.CreateDatabaseAsync();
        await using var database = new PostgresDatabase(connectionString, "registry", TimeSpan.FromSeconds(5), NullLogger<PostgresDatabase>.Instance);
        await database.PrepareAsync(TestContext.Current.CancellationToken);
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    internal override void UseClustering(ISiloBuilder silo)
    {
        silo.Services.Configure<StorageOptions>(options => options.ConnectionString = connectionString);
        silo.UsePostgresClustering();
    }

    internal override void UseClustering(IClientBuilder client)
    {
        client.Services.Configure<StorageOptions>(options => options.ConnectionString = connectionString);
        client.UsePostgresClustering();
    }
}
