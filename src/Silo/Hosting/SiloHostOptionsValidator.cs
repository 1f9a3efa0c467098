using Microsoft.Extensions.Options;

namespace Registry.Silo;

internal sealed class SiloHostOptionsValidator : IValidateOptions<SiloHostOptions>
{
    public ValidateOptionsResult Validate(string? name, SiloHostOptions options) => new SettingRules(SiloHostOptions.Section)
        .IsBetween(nameof(options.IdleTime), options.IdleTime, TimeSpan.FromMinutes(2), TimeSpan.FromDays(1))
        .IsBetween(nameof(options.MaxMemoryPercent), options.MaxMemoryPercent, 20, 100)
        .IsBetween(nameof(options.ShutdownTimeout), options.ShutdownTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5))
        .Result;
}
