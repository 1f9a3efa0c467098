using Microsoft.Extensions.Options;
using Registry.Silo;

namespace Registry.Api;

internal sealed class RateLimitOptionsValidator : IValidateOptions<RateLimitOptions>
{
    private const int Most = 1_000_000;

    public ValidateOptionsResult Validate(string? name, RateLimitOptions options) => new SettingRules(RateLimitOptions.Section)
        .IsBetween(nameof(options.CallerRate), options.CallerRate, 0, Most)
        .IsBetween(nameof(options.CallerBurst), options.CallerBurst, 1, Most)
        .IsBetween(nameof(options.PlatformRate), options.PlatformRate, 0, Most)
        .IsBetween(nameof(options.PlatformBurst), options.PlatformBurst, 1, Most)
        .IsBetween(nameof(options.WorkspaceRate), options.WorkspaceRate, 0, Most)
        .IsBetween(nameof(options.WorkspaceBurst), options.WorkspaceBurst, 1, Most)
        .Result;
}
