using Microsoft.Extensions.Options;

namespace Registry.Silo;

internal sealed class StorageOptionsValidator : IValidateOptions<StorageOptions>
{
    public ValidateOptionsResult Validate(string? name, StorageOptions options) => new SettingRules(StorageOptions.Section)
        .IsOneOf(nameof(options.Provider), options.Provider, StorageProviders.All)
        .IsNotEmpty(nameof(options.Path), options.Path, "it must name a directory")
        .IsBetween(nameof(options.StartTimeout), options.StartTimeout, TimeSpan.Zero, TimeSpan.FromMinutes(10))
        .IsBetween(nameof(options.BusyTimeout), options.BusyTimeout, TimeSpan.FromSeconds(0.1), TimeSpan.FromSeconds(30))
        .IsBetween(nameof(options.CleanupInterval), options.CleanupInterval, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1))
        .Result;
}
