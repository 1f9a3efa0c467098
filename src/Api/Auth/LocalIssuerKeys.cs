using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Registry.Silo;

namespace Registry.Api;

/// <summary>
/// The keys that tokens of the local issuer are validated with, as an external issuer would publish them: looked at again
/// every second, so that a key that was replaced or revoked is so while the registry runs.
/// </summary>
internal sealed partial class LocalIssuerKeys : BaseConfigurationManager, IConfigurationManager<OpenIdConnectConfiguration>, IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly string directory;
    private readonly ILogger<LocalIssuerKeys> logger;
    private readonly Timer timer;
    private readonly Lock gate = new();
    private volatile Task<BaseConfiguration> current;
    private (DateTime Current, DateTime Previous) seen;

    public LocalIssuerKeys(IConfiguration configuration, ILogger<LocalIssuerKeys> logger)
    {
        directory = DataDirectory.Of(configuration);
        this.logger = logger;

        // It may be made now, and is not to be taken for another one then.
        LocalIssuerKey.LoadOrCreate(directory).Dispose();
        seen = Times();
        current = Task.FromResult<BaseConfiguration>(Load());

        // Not on the way of a call: each one asks for the keys.
        timer = new Timer(_ => Look(), null, Period, Period);
    }

    /// <inheritdoc/>
    public override Task<BaseConfiguration> GetBaseConfigurationAsync(CancellationToken cancel) => current;

    /// <inheritdoc/>
    public async Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel) => (OpenIdConnectConfiguration)await current;

    /// <summary>Called where a token has a key that is not known: it may be a new one.</summary>
    public override void RequestRefresh() => Look();

    public void Dispose() => timer.Dispose();

    private void Look()
    {
        lock (gate)
        {
            var times = Times();
            if (times == seen)
            {
                return;
            }

            try
            {
                current = Task.FromResult<BaseConfiguration>(Load());
                seen = times;
                LogReplaced();
            }
            catch (Exception exception) when (exception is StartRefusedException or IOException or UnauthorizedAccessException)
            {
                // Being replaced just now, or damaged: the next look tells. Until then it is as it was.
                LogUnreadable(exception);
            }
        }
    }

    private OpenIdConnectConfiguration Load()
    {
        var configuration = new OpenIdConnectConfiguration { Issuer = LocalIssuer.Name };
        configuration.SigningKeys.Add(LocalIssuerKey.Named(LocalIssuerKey.LoadOrCreate(directory)));
        if (LocalIssuerKey.LoadPrevious(directory) is { } previous)
        {
            configuration.SigningKeys.Add(LocalIssuerKey.Named(previous));
        }

        return configuration;
    }

    // Of a file that is not there, a time long ago.
    private (DateTime Current, DateTime Previous) Times() =>
        (File.GetLastWriteTimeUtc(Path.Combine(directory, LocalIssuerKey.FileName)), File.GetLastWriteTimeUtc(Path.Combine(directory, LocalIssuerKey.PreviousFileName)));

    [LoggerMessage(Level = LogLevel.Information, Message = "The signing key of the local token issuer was replaced")]
    private partial void LogReplaced();

    [LoggerMessage(Level = LogLevel.Warning, Message = "The signing key of the local token issuer can't be read; the one before is used")]
    private partial void LogUnreadable(Exception exception);
}
