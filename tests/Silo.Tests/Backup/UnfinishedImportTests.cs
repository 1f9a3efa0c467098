using System.Text;
using Registry.Grains;
using Registry.Grains.Interfaces;
using Registry.Servers;

namespace Registry.Silo.Tests;

/// <summary>An import that stopped in the middle, and data that was in the middle of a change.</summary>
public sealed class UnfinishedImportTests(BackupSources sources, PostgresFixture postgres)
{
    public static TheoryData<string> Providers => [.. RegistryPlace.Providers];

    public static TheoryData<string> Lasting => [.. RegistryPlace.Providers.Except([StorageProviders.Memory])];

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Import_CutAndRepeated_IsComplete(string to)
    {
        var (file, answers) = await sources.GetAsync(StorageProviders.Memory, postgres);
        await using var place = await RegistryPlace.CreateAsync(to, postgres);
        foreach (var part in new[] { 0.2, 0.1, 0.7, 0.95 })
        {
            await place.CutImportAsync(file, part);
        }

        await place.ImportAsync(file);

        await place.UseAsync(async host =>
        {
            Assert.Equal(answers, await Observation.OfAsync(host));
            Assert.Single(await new KeyJournal(host.Journal, JournalOwner.SecretKeys).ReadAsync());
        });
    }

    [Theory]
    [MemberData(nameof(Lasting))]
    public async Task Start_AfterAnImportThatWasCut_IsRefused(string to)
    {
        var (file, _) = await sources.GetAsync(StorageProviders.Memory, postgres);
        await using var place = await RegistryPlace.CreateAsync(to, postgres);
        await place.CutImportAsync(file, 0.5);

        foreach (var start in new[] { () => place.UseAsync(_ => Task.CompletedTask), () => place.ExportAsync($"{file}.{to}.no") })
        {
            var refusal = await Assert.ThrowsAsync<StorageStartupException>(start);
            Assert.Contains("not complete", refusal.Message, StringComparison.Ordinal);
        }

        await place.ImportAsync(file);
        await place.UseAsync(_ => Task.CompletedTask);
    }

    [Fact]
    public async Task Import_AfterAnotherOneThatWasCut_IsRefused()
    {
        var (file, _) = await sources.GetAsync(StorageProviders.Memory, postgres);
        var (other, _) = await sources.GetAsync(StorageProviders.Sqlite, postgres);
        await using var place = await RegistryPlace.CreateAsync(StorageProviders.Sqlite, postgres);
        await place.CutImportAsync(file, 0.5);

        var refusal = await Assert.ThrowsAsync<BackupException>(() => place.ImportAsync(other));

        Assert.Contains("another file", refusal.Message, StringComparison.Ordinal);
        await place.ImportAsync(file);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Import_OfAHalfDoneChange_CompletesIt(string provider)
    {
        var key = Sample.Key();
        using var directory = new TempDirectory();
        var file = Path.Combine(directory.Path, "backup.jsonl");
        await using (var source = await RegistryPlace.CreateAsync(provider, postgres))
        {
            await source.UseAsync(host => HalfDoneAsync(host, key));
            await source.ExportAsync(file);
        }

        await using var place = await RegistryPlace.CreateAsync(provider, postgres);
        await place.ImportAsync(file);

        await place.UseAsync(async host =>
        {
            var row = Assert.Single(await host.Index.ReadByAppAsync(key.App, new(), null, 10));
            Assert.Equal((2, false), (row.Record!.Revision, row.IsMarked));
            Assert.Equal([1, 2], (await host.Journal.ReadAsync(JournalOwner.Of(key), newestFirst: false, null, 10)).Select(entry => entry.Sequence));
        });
    }

    // Revision 1 as it should be; of revision 2 the row is marked and the state is written, and that is all.
    private static async Task HalfDoneAsync(RegistryHost host, InstallationKey key)
    {
        var state = new GrainState<StoredState<InstallationRecord, InstallationChange>>(new());
        await host.Journal.AppendAsync(JournalOwner.Of(key), new(1, Encoding.UTF8.GetBytes(
            """{"revision":1,"at":"2026-11-23T10:00:00+00:00","actor":"a","action":"installed","requestId":"r","after":{"status":"installed","grantedScopes":[],"disabledTopics":[]}}""")));
        await host.Index.CompleteAsync(key, Sample.Record(1));
        await host.Index.MarkAsync(key, 2);
        state.State = new()
        {
            Record = Sample.Record(2),
            LastChange = new()
            {
                Revision = 2,
                At = Sample.Record(2).UpdatedAt,
                Actor = "a",
                Action = InstallationAction.TopicDisabled,
                RequestId = "r",
                After = new() { Status = InstallationStatus.Installed },
            },
        };
        await host.State.WriteStateAsync("installation", GrainId.Create("installation", key.ToString()), state);

        // A row of something that was announced and never stored is nothing to export.
        await host.Index.MarkAsync(Sample.Key(), 1);
        await host.Apps.AddAsync(Sample.App(), DeveloperId.Parse("dev_fin"));
    }
}
