using Microsoft.Extensions.Options;
using Registry.Grains;

namespace Registry.Silo;

/// <summary>Keeps a registry from starting on half of its data. After <see cref="StartupChecks"/>, which make the storage ready.</summary>
internal sealed class UnfinishedImportCheck(IJournal journal, IOptions<StorageOptions> options, TimeProvider clock) : StartupCheck
{
    public override async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (await new ImportMark(journal, clock).ReadAsync() is { IsComplete: false } import)
        {
            throw new StorageStartupException(
                options.Value.Provider,
                $"the import that began on {import.At:u} is not complete.",
                $"Repeat it with the same file (SHA-256 {import.Sha256}); it goes on where it stopped.");
        }
    }
}
