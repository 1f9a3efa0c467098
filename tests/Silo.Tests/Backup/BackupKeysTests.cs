using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Registry.Grains;
using Registry.Servers;

namespace Registry.Silo.Tests;

/// <summary>The keys of webhook secrets go with a backup, beside those that are there already.</summary>
public sealed class BackupKeysTests(BackupSources sources, PostgresFixture postgres) : IDisposable
{
    private const string Own = """<key id="00000000-0000-4000-8000-000000000000" version="1" />""";
    private const string First = """<key id="00000000-0000-4000-8000-00000000000a" version="1"><creationDate>2026-11-23T10:00:00Z</creationDate></key>""";
    private const string FirstOtherwise = """<key version="1" id="00000000-0000-4000-8000-00000000000A"><creationDate>2026-11-23T10:00:00Z</creationDate></key>""";
    private const string Revocation = """<revocation version="1"><key id="00000000-0000-4000-8000-00000000000a" /><reason>größer</reason></revocation>""";
    private const string Second = """<key id="00000000-0000-4000-8000-00000000000b" version="1" />""";
    private const string Third = """<key id="00000000-0000-4000-8000-00000000000c" version="1" />""";

    private readonly TempDirectory directory = new();

    public static TheoryData<string> Providers => [.. RegistryPlace.Providers];

    private string BackupFile => Path.Combine(directory.Path, "backup.jsonl");

    public void Dispose() => directory.Dispose();

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Import_CutAndRepeatedWhereThereAreKeys_AddsWhatIsMissingOnce(string provider)
    {
        await using (var source = await RegistryPlace.CreateAsync(provider, postgres))
        {
            await AddAsync(source, First, Revocation, Second, Third);
            await source.ExportAsync(BackupFile);
        }

        await using var place = await RegistryPlace.CreateAsync(provider, postgres);
        await AddAsync(place, Own, FirstOtherwise);
        foreach (var lines in new[] { 4, 2 })
        {
            await place.CutImportAsync(BackupFile, await PartAsync(lines));
        }

        Assert.Equal([Own, FirstOtherwise, Revocation, Second], await ReadAsync(place));
        await place.ImportAsync(BackupFile);
        await place.ImportAsync(BackupFile);

        Assert.Equal([Own, FirstOtherwise, Revocation, Second, Third], await ReadAsync(place));
    }

    [Fact]
    public async Task Add_ByTwoAtOnce_IsThereOnce()
    {
        var shared = new MemoryJournal(new());
        using var together = new Barrier(2);
        KeyJournal[] keys = [new(new GatedJournal(shared) { FirstRead = together }, JournalOwner.SecretKeys), new(new GatedJournal(shared) { FirstRead = together }, JournalOwner.SecretKeys)];

        await Task.WhenAll(keys.Select(one => Task.Run(async () =>
        {
            foreach (var key in new[] { First, Second, Third })
            {
                await one.AddAsync(KeyElement.Parse(key));
            }
        })));

        Assert.Equal([First, Second, Third], Texts(await keys[0].ReadAsync()));
    }

    [Fact]
    public async Task Export_WhenAKeyIsMadeMeanwhile_HasItToo()
    {
        await using var host = await RegistryHost.StartAsync(
            services => services.AddSingleton<IAppIndex>(provider => new KeyMakingAppIndex(
                ActivatorUtilities.CreateInstance<MemoryAppIndex>(provider),
                () => new KeyJournal(provider.GetRequiredService<IJournal>(), JournalOwner.SecretKeys).AddAsync(KeyElement.Parse(Second)))),
            ("Storage:Provider", StorageProviders.Memory));
        var storage = new BackupStorage(host.Services);
        await storage.SecretKeys.AddAsync(KeyElement.Parse(First));
        await using (var output = File.Create(BackupFile))
        {
            using var writer = new BackupWriter(output);
            await new RegistryExporter(storage, new(TextWriter.Null, storage.Clock)).ExportAsync(writer, TestContext.Current.CancellationToken);
        }

        await using var place = await RegistryPlace.CreateAsync(StorageProviders.Sqlite, postgres);
        await place.ImportAsync(BackupFile);

        Assert.Equal([First, Second], await ReadAsync(place));
    }

    [Fact]
    public async Task Export_OfADamagedKey_IsRefusedAndDoesNotShowIt()
    {
        await using var place = await RegistryPlace.CreateAsync(StorageProviders.Sqlite, postgres);
        await place.UseStorageAsync(isImport: true, storage => storage.Journal.AppendAsync(JournalOwner.SecretKeys, new(1, "<key><secret"u8.ToArray())));

        var refusal = await Assert.ThrowsAsync<BackupException>(() => place.ExportAsync(BackupFile));

        Assert.Equal("Entry 1 of keys/registry is damaged in the storage and can't be exported: it is no XML.", refusal.Message);
        Assert.False(File.Exists(BackupFile));
    }

    [Fact]
    public async Task Import_OfABackupOfBeforeThereWereKeys_IsDone()
    {
        var (file, _) = await sources.GetAsync(StorageProviders.Memory, postgres);
        await WriteWithoutKeysAsync(await LinesAsync(file));
        await using var place = await RegistryPlace.CreateAsync(StorageProviders.Sqlite, postgres);

        await place.ImportAsync(BackupFile);

        Assert.Empty(await ReadAsync(place));
        await place.ExportAsync($"{BackupFile}.again");
        Assert.Equal((await LinesAsync(BackupFile))[1..^1], (await LinesAsync($"{BackupFile}.again"))[1..^1]);
    }

    private static Task AddAsync(RegistryPlace place, params string[] keys) => place.UseStorageAsync(isImport: true, async storage =>
    {
        foreach (var key in keys)
        {
            await storage.SecretKeys.AddAsync(KeyElement.Parse(key));
        }
    });

    private static async Task<IEnumerable<string>> ReadAsync(RegistryPlace place)
    {
        IEnumerable<string> keys = [];
        await place.UseStorageAsync(isImport: true, async storage => keys = Texts(await storage.SecretKeys.ReadAsync()));
        return keys;
    }

    private static IEnumerable<string> Texts(IEnumerable<JournalEntry> entries) => [.. entries.Select(entry => Encoding.UTF8.GetString(entry.Payload.Span))];

    private static Task<string[]> LinesAsync(string file) => File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken);

    // With half of the line after them.
    private async Task<double> PartAsync(int lines)
    {
        var text = await LinesAsync(BackupFile);
        var bytes = text.Take(lines).Sum(line => Encoding.UTF8.GetByteCount(line) + 1) + (text[lines].Length / 2);
        return (double)bytes / new FileInfo(BackupFile).Length;
    }

    private async Task WriteWithoutKeysAsync(string[] lines)
    {
        var kept = string.Concat(lines[..^1].Where(line => !line.StartsWith("{\"kind\":\"key\"", StringComparison.Ordinal)).Select(line => $"{line}\n"));
        var checksum = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(kept)));
        var end = lines[^1].Replace("\"keys\":1,", "", StringComparison.Ordinal);
        Assert.NotEqual(lines[^1], end);
        end = $"{end[..end.LastIndexOf(":\"", StringComparison.Ordinal)]}:\"{checksum}\"}}\n";
        await File.WriteAllTextAsync(BackupFile, kept + end, TestContext.Current.CancellationToken);
    }
}
