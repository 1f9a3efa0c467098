using Microsoft.Extensions.Options;

namespace Registry.Silo;

[OptionsValidator]
internal sealed partial class SiloHostOptionsValidator : IValidateOptions<SiloHostOptions>;
