using Orleans;

namespace Registry.AzureTables;

/// <summary>Runs a check of options when the silo or the client starts.</summary>
internal sealed class OptionsCheck(Action check) : IConfigurationValidator
{
    public void ValidateConfiguration() => check();
}
