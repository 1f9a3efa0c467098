using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>
/// Protects with ASP.NET Core Data Protection, in a container of its own: what the program's own Data Protection is for is
/// left alone.
/// </summary>
internal sealed class WebhookSecrets(IJournal journal, ILoggerFactory loggers) : IWebhookSecrets
{
    // Goes into the encryption. Not the service id: the keys belong to one registry anyway, and a backup may be imported under another one.
    private const string Application = "registry";

    private const string Purpose = "Registry.Webhooks.Secrets.1";

    private const int KeyBytes = 32;

    private readonly Lock gate = new();

    private volatile IDataProtector? current;

    public string CreateProtected()
    {
        var secret = WebhookSignatures.SecretPrefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes));
        return Run(() => Current().Protect(secret));
    }

    /// <inheritdoc />
    /// <exception cref="CryptographicException">The text is no protected secret of this registry.</exception>
    public string Reveal(string protectedSecret)
    {
        var keys = Current();
        try
        {
            return Run(() => keys.Unprotect(protectedSecret));
        }
        catch (CryptographicException)
        {
            // Another silo may have made a key since: Data Protection itself would look for it a day later.
            return Run(() => Reload(keys).Unprotect(protectedSecret));
        }
    }

    // It wraps whatever comes from the storage.
    private static string Run(Func<string> action)
    {
        try
        {
            return action();
        }
        catch (CryptographicException exception) when (Outage(exception) is { } outage)
        {
            throw new RegistryUnavailableException(outage.Message, outage.MayHaveChanged, exception);
        }
    }

    private static RegistryUnavailableException? Outage(Exception? exception) => exception switch
    {
        null => null,
        RegistryUnavailableException outage => outage,
        AggregateException { InnerExceptions: [var first, ..] } => Outage(first),
        _ => Outage(exception.InnerException),
    };

    private IDataProtector Current() => current ?? Reload(null);

    private IDataProtector Reload(IDataProtector? stale)
    {
        lock (gate)
        {
            // Whoever waited here finds the keys just read.
            return current is { } other && other != stale ? other : current = Create();
        }
    }

    private IDataProtector Create()
    {
        var services = new ServiceCollection();
        services.AddSingleton(loggers);
        services.AddDataProtection().SetApplicationName(Application);
        services.Configure<KeyManagementOptions>(options => options.XmlRepository = new JournalKeys(journal));
        return services.BuildServiceProvider().GetDataProtector(Purpose);
    }
}
