using Microsoft.Extensions.Options;
using Registry.Silo;

namespace Registry.Api;

internal sealed class ServerOptionsValidator : IValidateOptions<ServerOptions>
{
    public ValidateOptionsResult Validate(string? name, ServerOptions options) => new SettingRules(ServerOptions.Section)
        .IsBetween(nameof(options.DrainTime), options.DrainTime, TimeSpan.Zero, TimeSpan.FromMinutes(1))
        .Result;
}
