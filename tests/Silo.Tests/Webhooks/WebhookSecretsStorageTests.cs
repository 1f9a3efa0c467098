using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Registry.Grains;

namespace Registry.Silo.Tests;

public sealed class SqliteWebhookSecretsTests(SqliteFixture storage) : WebhookSecretsStorageTests(storage);

public sealed class MemoryWebhookSecretsTests(MemoryFixture storage) : WebhookSecretsStorageTests(storage);

public sealed class PostgresWebhookSecretsTests(PostgresFixture storage) : WebhookSecretsStorageTests(storage);

public sealed class AzureTablesWebhookSecretsTests(AzureTablesFixture storage) : WebhookSecretsStorageTests(storage);

/// <summary>Every storage keeps the keys, and another silo on it reads what the registry has protected.</summary>
public abstract class WebhookSecretsStorageTests(StorageFixture storage)
{
    [Fact]
    public void Reveal_SecretOfAnotherSilo_IsTheSame()
    {
        var secrets = storage.Host.Services.GetRequiredService<IWebhookSecrets>();
        var other = new WebhookSecrets(storage.Host.Journal, NullLoggerFactory.Instance);

        var (mine, theirs) = (secrets.CreateProtected(), other.CreateProtected());

        Assert.Equal(secrets.Reveal(mine), other.Reveal(mine));
        Assert.Equal(secrets.Reveal(theirs), other.Reveal(theirs));
    }
}
