using Microsoft.Extensions.Options;

namespace Registry.Api;

[OptionsValidator]
internal sealed partial class ShutdownOptionsValidator : IValidateOptions<ShutdownOptions>;
