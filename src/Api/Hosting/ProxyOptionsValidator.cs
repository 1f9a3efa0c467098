using Microsoft.Extensions.Options;
using Registry.Silo;

namespace Registry.Api;

internal sealed class ProxyOptionsValidator : IValidateOptions<ProxyOptions>
{
    public ValidateOptionsResult Validate(string? name, ProxyOptions options) => new SettingRules(ProxyOptions.Section)
        .Check(NetworkList.TryParse(options.Networks, out _), nameof(options.Networks), options.Networks, "it must be networks such as 10.1.0.0/16 with commas between")
        .Result;
}
