using System.Runtime.CompilerServices;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>
/// Stores what a backup has in an empty registry. Everything it writes may be written again, so an import that was cut is
/// carried on by repeating it; until it is complete, no registry starts on this storage.
/// </summary>
internal sealed class RegistryImporter(BackupStorage storage, BackupProgress progress)
{
    private const int Parallelism = 8;

    // An object with more changes is stored in several steps.
    private const int ChangesPerStep = 200;

    /// <param name="open">Opens the backup for one more reading from the start.</param>
    /// <param name="checkedEnd">The closing line, as an earlier reading of the whole file found it.</param>
    /// <param name="cancellationToken">Stops it where it is.</param>
    public async Task ImportAsync(Func<Stream> open, BackupLine.End checkedEnd, CancellationToken cancellationToken)
    {
        await BeginAsync(checkedEnd.Sha256, cancellationToken);
        await using var input = open();
        var reader = new BackupReader(input);
        var objects = new ObjectWriter(storage);
        await Parallel.ForEachAsync(
            StepsAsync(reader, cancellationToken),
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
            async (step, cancellation) => await storage.Retry.RunAsync(() => objects.WriteAsync(step), cancellation));
        if (reader.End != checkedEnd)
        {
            throw new BackupException("The file was changed while it was imported. Repeat the import with the file as it was.");
        }

        await storage.Retry.RunAsync(() => storage.ImportMark.CompleteAsync(checkedEnd.Sha256), cancellationToken);
    }

    private async Task BeginAsync(string checksum, CancellationToken cancellationToken)
    {
        var last = await storage.Retry.RunAsync(storage.ImportMark.ReadAsync, cancellationToken);
        if (last is not { IsComplete: false })
        {
            await RefuseUnlessEmptyAsync(last, checksum, cancellationToken);
        }

        var current = await storage.Retry.RunAsync(() => storage.ImportMark.BeginAsync(checksum), cancellationToken);
        if (current.Sha256 != checksum)
        {
            throw new BackupException(
                $"An import of another file (SHA-256 {current.Sha256}) into this storage began on {current.At:u} and is not complete. Repeat it with that file, or empty the storage.");
        }

        if (last is { IsComplete: false })
        {
            progress.Say($"Going on with the import that began on {current.At:u}.");
        }
    }

    private async Task RefuseUnlessEmptyAsync(ImportEvent? last, string checksum, CancellationToken cancellationToken)
    {
        var found = await storage.Retry.RunAsync(() => new RegistryContents(storage).DescribeAsync(), cancellationToken);
        if (found is not null)
        {
            var origin = last?.Sha256 == checksum ? $" This very file was imported here completely on {last.At:u}; what changed since is kept." : "";
            throw new BackupException($"The registry is not empty: it has {found}. Nothing was imported.{origin} Name an empty storage, or empty this one.");
        }
    }

    private async IAsyncEnumerable<ImportStep> StepsAsync(BackupReader reader, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ImportStep? step = null;
        await foreach (var line in reader.ReadAsync(cancellationToken))
        {
            switch (line)
            {
                case BackupLine.StoredKey key:
                    // One after the other, in their order, and before the apps that follow.
                    await storage.Retry.RunAsync(() => storage.SecretKeys.AddAsync(key.Xml), cancellationToken);
                    break;
                case BackupLine.ChangeOfInstallation or BackupLine.VersionOfApp or BackupLine.EntryOfAuditLog when step!.Changes.Count < ChangesPerStep:
                    step.Changes.Add(line);
                    break;
                case BackupLine.ChangeOfInstallation or BackupLine.VersionOfApp or BackupLine.EntryOfAuditLog:
                    yield return step;
                    step = new(step.State, [line]);
                    break;
                default:
                    if (step is not null)
                    {
                        yield return step;
                    }

                    step = line is BackupLine.StoredInstallation or BackupLine.StoredApp or BackupLine.StoredAuditLog ? new(line, []) : null;
                    progress.Report("imported", reader.Counts);
                    break;
            }
        }
    }
}
