using Microsoft.Extensions.Options;

namespace Registry.Silo;

internal sealed class WebhookOptionsValidator(IHostEnvironment environment, IConfiguration configuration) : IValidateOptions<WebhookOptions>
{
    public ValidateOptionsResult Validate(string? name, WebhookOptions options) => new SettingRules(WebhookOptions.Section)
        .Check(!options.AllowLoopbackHttp || !IsProductionCluster, nameof(options.AllowLoopbackHttp), "true", "it is for one machine, not for a cluster in the Production environment")
        .Check(NetworkList.TryParse(options.AllowedNetworks, out _), nameof(options.AllowedNetworks), options.AllowedNetworks, "it must be networks such as 10.1.0.0/16 with commas between")
        .Check(TrustedRoots.CanLoad(options.TrustedCertificates), nameof(options.TrustedCertificates), options.TrustedCertificates, "it must be a PEM file with certificates that can be read")
        .IsBetween(nameof(options.Timeout), options.Timeout, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30))
        .IsBetween(nameof(options.MaxConcurrent), options.MaxConcurrent, 1, 10_000)
        .IsBetween(nameof(options.MaxConcurrentPerApp), options.MaxConcurrentPerApp, 1, Math.Clamp(options.MaxConcurrent, 1, 1000))
        .IsBetween(nameof(options.BreakerFailureRatio), options.BreakerFailureRatio, 0.1, 1)
        .IsBetween(nameof(options.BreakerMinimumThroughput), options.BreakerMinimumThroughput, 2, 1000)
        .IsBetween(nameof(options.BreakerWindow), options.BreakerWindow, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1))
        .IsBetween(nameof(options.BreakerPause), options.BreakerPause, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1))
        .IsBetween(nameof(options.CatchUpRate), options.CatchUpRate, 1, 1000)
        .IsBetween(nameof(options.CatchUpTime), options.CatchUpTime, TimeSpan.Zero, TimeSpan.FromHours(1))
        .Result;

    private bool IsProductionCluster => environment.IsProduction() && StorageProviders.IsShared(RegistrySettings.ProviderOf(configuration));
}
