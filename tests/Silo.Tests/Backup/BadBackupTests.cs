using Microsoft.Extensions.Configuration;
using Registry.Servers;

namespace Registry.Silo.Tests;

/// <summary>A file that is not as an export wrote it is refused before anything is made of it, and the message says where it is wrong.</summary>
public sealed class BadBackupTests(BackupSources sources, PostgresFixture postgres) : IDisposable
{
    private readonly TempDirectory directory = new();

    private string Data => Path.Combine(directory.Path, "data");

    public void Dispose() => directory.Dispose();

    [Theory]
    [InlineData("cut in the middle of a line", "no JSON")]
    [InlineData("cut between lines", "was cut")]
    [InlineData("without its closing line", "was cut")]
    [InlineData("altered", "checksum")]
    [InlineData("a line removed", "there should be")]
    [InlineData("a line twice", "twice")]
    [InlineData("an installation twice", "twice")]
    [InlineData("a change elsewhere", "does not follow its state")]
    [InlineData("lines swapped", "twice")]
    [InlineData("unknown member", "$.colour")]
    [InlineData("unknown kind", "Line 4: this is not as this program writes it")]
    [InlineData("no kind", "Line 4: this has no member kind")]
    [InlineData("wrong id", "Line 3: This is no app id")]
    [InlineData("without a list", "Line 3: this is not as this program writes it")]
    [InlineData("a key twice", "Line 3: this key is here twice")]
    [InlineData("a key removed", "and 1 installations, installation changes, apps, app versions, audit logs, audit entries and keys above")]
    [InlineData("a key among installations", "Line 4: this is a change of installation")]
    [InlineData("a key cut", "Line 2: This is no XML of a key; look at its character 31. ($.xml)")]
    [InlineData("a key with a document type", "Line 2: This is no XML of a key")]
    [InlineData("a key of another type", "Line 2: A key is text with its XML. ($.xml)")]
    [InlineData("a key without its XML", "Line 2: this is not as this program writes it")]
    [InlineData("an audit entry elsewhere", "does not follow its state")]
    [InlineData("an audit log of nobody", "this names no audit log")]
    [InlineData("an audit log twice", "the audit log developer/dev_fin is here twice")]
    [InlineData("another header", "second header")]
    [InlineData("something after the end", "follows the closing line")]
    [InlineData("newer version", "Line 1: this backup has version 4")]
    [InlineData("another format", "Line 1: this is no backup")]
    [InlineData("empty", "Line 1: the file ends here")]
    [InlineData("text", "Line 1: this is no backup")]
    public async Task Import_OfAFileThat_IsRefusedAndMakesNothing(string how, string says)
    {
        var file = Path.Combine(directory.Path, "bad.jsonl");
        await File.WriteAllTextAsync(file, await SpoilAsync(how), TestContext.Current.CancellationToken);

        var refusal = await Assert.ThrowsAsync<BackupException>(() => ImportAsync(file));

        Assert.Contains(says, refusal.Message, StringComparison.Ordinal);
        Assert.StartsWith("Line ", refusal.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Data));
    }

    [Fact]
    public async Task Import_WithWindowsLineEnds_IsToldAsAltered()
    {
        var file = Path.Combine(directory.Path, "bad.jsonl");
        await File.WriteAllTextAsync(file, string.Join("\r\n", await LinesAsync()), TestContext.Current.CancellationToken);

        var refusal = await Assert.ThrowsAsync<BackupException>(() => ImportAsync(file));

        Assert.Contains("checksum", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_ToARegistryWithData_IsRefusedAndSaysWhatIsThere()
    {
        var (file, _) = await sources.GetAsync(StorageProviders.Memory, postgres);
        await ImportAsync(file);

        var refusal = await Assert.ThrowsAsync<BackupException>(() => ImportAsync(file));

        Assert.Contains("not empty: it has the apps -y, 01a, 1A and more and the installations 1A/01a, 1A/1A, 1a/1A and more", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("This very file was imported here completely", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_OfAnotherServiceAndCatalog_IsDoneAndSaysSo()
    {
        var (file, _) = await sources.GetAsync(StorageProviders.Memory, postgres);
        var catalog = Path.Combine(directory.Path, "catalog.json");
        await File.WriteAllTextAsync(
            catalog,
            """{"version":1,"groups":[{"id":"g","name":"G","tier":"standard"}],"scopes":[{"id":"read_tags","name":"R","description":"D","group":"g","tier":"standard"}],"capabilities":[],"topics":[]}""",
            TestContext.Current.CancellationToken);
        using var progress = new StringWriter();

        await RegistryBackup.ImportAsync(Configuration(("Cluster:ServiceId", "other"), ("Catalog:Path", catalog)), file, progress);

        Assert.Contains("of the service id 'registry'; here it becomes 'other'", progress.ToString(), StringComparison.Ordinal);
        Assert.Contains("without effect: read_and_list_users_and_companies", progress.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("read_tags,", progress.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_OfADirectoryWithoutARegistry_IsRefusedAndMakesNone()
    {
        var refusal = await Assert.ThrowsAsync<BackupException>(() => RegistryBackup.ExportAsync(Configuration(), Path.Combine(directory.Path, "b.jsonl"), TextWriter.Null));

        Assert.Contains("no registry in this directory", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(directory.Path));
    }

    [Fact]
    public async Task Export_BesideARunningRegistryOnSqlite_IsRefusedAndLeavesTheLastBackup()
    {
        var file = Path.Combine(directory.Path, "b.jsonl");
        await File.WriteAllTextAsync(file, "the last one", TestContext.Current.CancellationToken);
        await using var host = await RegistryHost.StartSqliteAsync(Data);

        var refusal = await Assert.ThrowsAsync<StorageStartupException>(() => RegistryBackup.ExportAsync(Configuration(), file, TextWriter.Null));

        Assert.Contains("another process uses this data directory", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("the last one", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    private Task ImportAsync(string file) => RegistryBackup.ImportAsync(Configuration(), file, TextWriter.Null);

    private ConfigurationManager Configuration(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection(settings.Append(("Storage:Path", Data)).ToDictionary(setting => setting.Item1, setting => (string?)setting.Item2));
        return configuration;
    }

    private async Task<string[]> LinesAsync() =>
        await File.ReadAllLinesAsync((await sources.GetAsync(StorageProviders.Memory, postgres)).File, TestContext.Current.CancellationToken);

    // The first lines are the header, a key, an installation and its first change.
    private async Task<string> SpoilAsync(string how)
    {
        var lines = await LinesAsync();
        string[] spoilt = how switch
        {
            "cut between lines" => lines[..10],
            "without its closing line" => lines[..^1],
            "altered" => [.. lines[..2], lines[2].Replace("workspace_admin:1A", "workspace_admin:1B", StringComparison.Ordinal), .. lines[3..]],
            "a line removed" => [.. lines[..3], .. lines[4..]],
            "a line twice" => [.. lines[..4], .. lines[3..]],
            "an installation twice" => [.. lines[..4], .. lines[2..]],
            "a change elsewhere" => [.. lines[..5], lines[3], .. lines[5..]],
            "lines swapped" => [.. lines[..2], .. lines[4..6], .. lines[2..4], .. lines[6..]],
            "unknown member" => [.. lines[..3], lines[3].Replace("{\"kind\":\"installation_change\"", "{\"kind\":\"installation_change\",\"colour\":\"red\"", StringComparison.Ordinal), .. lines[4..]],
            "unknown kind" => [.. lines[..3], lines[3].Replace("installation_change", "dream", StringComparison.Ordinal), .. lines[4..]],
            "no kind" => [.. lines[..3], lines[3].Replace("\"kind\"", "\"kund\"", StringComparison.Ordinal), .. lines[4..]],
            "wrong id" => [.. lines[..2], lines[2].Replace("\"app\":\"01a\"", "\"app\":\"0 1a\"", StringComparison.Ordinal), .. lines[3..]],
            "without a list" => [.. lines[..2], lines[2].Replace("\"disabledTopics\":[],", "", StringComparison.Ordinal), .. lines[3..]],
            "a key twice" => [.. lines[..2], .. lines[1..]],
            "a key removed" => [lines[0], .. lines[2..]],
            "a key among installations" => [lines[0], lines[2], lines[1], .. lines[3..]],
            "a key cut" => [lines[0], """{"kind":"key","xml":"<key id=\"a\"><creationDate>2026"}""", .. lines[2..]],
            "a key with a document type" => [lines[0], """{"kind":"key","xml":"<!DOCTYPE key><key/>"}""", .. lines[2..]],
            "a key of another type" => [lines[0], """{"kind":"key","xml":{}}""", .. lines[2..]],
            "a key without its XML" => [lines[0], """{"kind":"key"}""", .. lines[2..]],
            "an audit entry elsewhere" => [.. lines[..5], Array.Find(lines, line => line.Contains("\"kind\":\"audit_entry\"", StringComparison.Ordinal))!, .. lines[5..]],
            "an audit log of nobody" => [.. lines.Select(line => line.Replace("{\"kind\":\"audit_log\",\"log\":\"platform\"", "{\"kind\":\"audit_log\",\"log\":\"nobody\"", StringComparison.Ordinal))],
            "an audit log twice" => [.. lines.SelectMany(line => Enumerable.Repeat(line, line.Contains("\"kind\":\"audit_log\",\"log\":\"developer/dev_fin\"", StringComparison.Ordinal) ? 2 : 1))],
            "another header" => [lines[0], .. lines],
            "something after the end" => [.. lines, lines[^1]],
            "newer version" => [lines[0].Replace("\"version\":3", "\"version\":4,\"era\":{}", StringComparison.Ordinal), .. lines[1..]],
            "another format" => [lines[0].Replace("registry-backup", "registry-dump", StringComparison.Ordinal), .. lines[1..]],
            "empty" => [],
            "text" => ["A letter", .. lines],
            _ => [.. lines[..5], lines[5][..30]],
        };
        Assert.NotEqual(lines, spoilt);
        return string.Concat(spoilt.Select(line => $"{line}\n"));
    }
}
