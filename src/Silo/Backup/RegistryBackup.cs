using Microsoft.Extensions.Configuration;
using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>
/// Export and import of everything that a registry has stored, from any storage to any other, as lines of JSON. Answers
/// remembered for repeated requests are left out: they are forgotten after a day anyway.
/// </summary>
/// <remarks>
/// What can go wrong is told by the message of the exception, to the person who asked for it: a
/// <see cref="BackupException"/>, or what the start of a registry may throw, see <see cref="RegistrySiloExtensions.AddRegistrySilo"/>.
/// </remarks>
public static class RegistryBackup
{
    /// <summary>Writes a backup of the registry that the configuration names.</summary>
    /// <param name="configuration">Its settings.</param>
    /// <param name="file">The file, which is replaced where it exists; <c>-</c> for the standard output.</param>
    /// <param name="progress">Where a person is told how far it is; not the standard output.</param>
    public static async Task ExportAsync(ConfigurationManager configuration, string file, TextWriter progress)
    {
        StoredRegistry.Demand(configuration);
        await BackupStorage.UseAsync(configuration, isImport: false, async (storage, cancellationToken) =>
        {
            await using var output = BackupOutput.Create(file, Console.OpenStandardOutput);
            using var writer = new BackupWriter(output.Stream);
            await new RegistryExporter(storage, new(progress, storage.Clock)).ExportAsync(writer, cancellationToken);

            // No file without an entry that it was made. It is not in the file itself, which is as the registry was before.
            await new AuditChain(AuditTenant.Platform, storage.Journal).AppendAsync(Exported(), after: null, storage.Clock.GetUtcNow());
            await output.CompleteAsync();
            await progress.WriteLineAsync(writer.Counts.IsEmpty
                ? $"Exported an empty registry from {storage.Provider}: is it the right one?"
                : $"Exported {writer.Counts} from {storage.Provider}.");
        });
    }

    /// <summary>Stores a backup in the registry that the configuration names, which must be empty or have a part of the same backup.</summary>
    /// <param name="configuration">Its settings.</param>
    /// <param name="file">The file; <c>-</c> for the standard input.</param>
    /// <param name="progress">Where a person is told how far it is.</param>
    public static async Task ImportAsync(ConfigurationManager configuration, string file, TextWriter progress)
    {
        await using var input = await BackupInput.OpenAsync(file, Console.OpenStandardInput);
        var backup = await CheckAsync(input);
        await progress.WriteLineAsync($"The backup is whole: {backup.Counts}, exported on {backup.Header!.ExportedAt:u} by version {backup.Header.Program}.");
        StoredRegistry.DemandLasting(configuration);
        await BackupStorage.UseAsync(configuration, isImport: true, async (storage, cancellationToken) =>
        {
            foreach (var difference in BackupDifferences.Of(backup, storage))
            {
                await progress.WriteLineAsync(difference);
            }

            await new RegistryImporter(storage, new(progress, storage.Clock)).ImportAsync(input.Open, backup.End!, cancellationToken);
            await progress.WriteLineAsync($"Imported {backup.Counts} to {storage.Provider}.");
        });
    }

    private static AuditEvent Exported() => new()
    {
        Id = Guid.CreateVersion7().ToString("N"),
        Actor = CommandUser.Actor,
        Action = AuditAction.DataExported,
    };

    /// <summary>Reads a backup from the first line to the last.</summary>
    private static async Task<BackupReader> CheckAsync(BackupInput input)
    {
        await using var stream = input.Open();
        var reader = new BackupReader(stream);
        await foreach (var _ in reader.ReadAsync(CancellationToken.None))
        {
        }

        return reader;
    }
}
