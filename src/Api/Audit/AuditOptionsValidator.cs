using Microsoft.Extensions.Options;
using Registry.Silo;

namespace Registry.Api;

internal sealed class AuditOptionsValidator : IValidateOptions<AuditOptions>
{
    public ValidateOptionsResult Validate(string? name, AuditOptions options) => new SettingRules(AuditOptions.Section)
        .IsBetween(nameof(options.RefusalPeriod), options.RefusalPeriod, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1))
        .IsBetween(nameof(options.MostRefusals), options.MostRefusals, 1, 1_000)
        .Result;
}
