using Microsoft.Extensions.Options;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

internal sealed class CatalogOptionsValidator : IValidateOptions<CatalogOptions>
{
    public ValidateOptionsResult Validate(string? name, CatalogOptions options) => new SettingRules(CatalogOptions.Section)
        .IsNotEmpty(nameof(options.Path), options.Path ?? CatalogFile.DefaultPath, "it must name a file, or be left out for the catalog that ships with the registry")
        .Result;
}
