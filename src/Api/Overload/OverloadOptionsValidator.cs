using Microsoft.Extensions.Options;
using Registry.Silo;

namespace Registry.Api;

internal sealed class OverloadOptionsValidator : IValidateOptions<OverloadOptions>
{
    private const int Most = 100_000;

    public ValidateOptionsResult Validate(string? name, OverloadOptions options) => new SettingRules(OverloadOptions.Section)
        .IsBetween(nameof(options.MaxRequests), options.MaxRequests, 1, Most)
        .IsBetween(nameof(options.MaxChecks), options.MaxChecks, 1, Most)
        .IsBetween(nameof(options.MaxWaiting), options.MaxWaiting, 1, Most)
        .IsBetween(nameof(options.MaxWait), options.MaxWait, TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(30))
        .IsBetween(nameof(options.MaxConnections), options.MaxConnections, 1, 1_000_000)
        .Result;
}
