using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Registry.Grains.Interfaces;
using Registry.Servers;

namespace Registry.Silo.Tests;

/// <summary>The command that verifies audit logs, on a storage that somebody has written to.</summary>
public sealed class AuditVerificationTests : IDisposable
{
    private const string Log = "audit/developer/dev_fin";

    private readonly TempDirectory directory = new();

    private string Heads => Path.Combine(directory.Path, "heads.txt");

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task Verify_OfWhatNobodyTouched_TellsHowFarEachLogGoes()
    {
        await MakeAsync(6);

        var (isIntact, output) = await VerifyAsync();

        Assert.True(isIntact, output);
        Assert.Matches("^developer/dev_fin 6:[0-9a-f]{64} intact\nplatform 6:[0-9a-f]{64} intact\n2 audit logs were read from Sqlite.\n$", output);
    }

    [Theory]
    [InlineData("UPDATE Journal SET Payload = CAST(REPLACE(CAST(Payload AS TEXT), 'Reason 3', 'Reason X') AS BLOB) WHERE Owner = $log AND Sequence = 3", "Entry 3 was changed")]
    [InlineData("UPDATE Journal SET Payload = CAST('{}' AS BLOB) WHERE Owner = $log AND Sequence = 3", "What should be entry 3 is none")]
    [InlineData("DELETE FROM Journal WHERE Owner = $log AND Sequence = 3", "Entry 3 is missing")]
    [InlineData("DELETE FROM Journal WHERE Owner = $log AND Sequence IN (2, 3)", "Entries 2 to 3 are missing")]
    [InlineData("DELETE FROM Journal WHERE Owner = $log AND Sequence > 4", "The log ends with entry 4, but it once had 6")]
    [InlineData("DELETE FROM Journal WHERE Owner = $log", "The log ends with entry 0, but it once had 6")]
    [InlineData("UPDATE Journal SET Sequence = CASE Sequence WHEN 2 THEN -4 ELSE -2 END WHERE Owner = $log AND Sequence IN (2, 4); UPDATE Journal SET Sequence = -Sequence WHERE Sequence < 0", "Entry 2 comes where 5 should be")]
    [InlineData("UPDATE Journal SET Payload = (SELECT other.Payload FROM Journal AS other WHERE other.Owner = 'audit/platform' AND other.Sequence = 3) WHERE Owner = $log AND Sequence = 3", "Entry 3 is of the log platform")]
    public async Task Verify_AfterSomebodyWroteToTheStorage_TellsWhatWasDone(string sql, string says)
    {
        await MakeAsync(6);
        await ExecuteAsync(sql);

        var (isIntact, output) = await VerifyAsync();

        Assert.False(isIntact);
        Assert.Contains(says, output, StringComparison.Ordinal);
        Assert.Matches("\nplatform 6:[0-9a-f]{64} intact\n", output);
    }

    [Fact]
    public async Task Verify_OfALogThatWasMadeAnew_GoesByWhatWasKept()
    {
        await MakeAsync(4);
        await File.WriteAllTextAsync(Heads, (await VerifyAsync()).Output, TestContext.Current.CancellationToken);
        await MakeAsync(2);
        Assert.True((await VerifyAsync(Heads)).IsIntact);

        // Whoever can write everything: the entries, and what is stored beside them.
        await ExecuteAsync("DELETE FROM Journal WHERE Owner = $log; DELETE FROM OrleansStorage");
        await MakeAsync(5, reason: "Another reason");

        Assert.True((await VerifyAsync()).IsIntact);
        var (isIntact, output) = await VerifyAsync(Heads);
        Assert.False(isIntact);
        Assert.Contains("Entry 4 has the hash", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_WithHeadsThatAreNone_SaysSo()
    {
        await MakeAsync(1);
        await File.WriteAllTextAsync(Heads, "nothing\n", TestContext.Current.CancellationToken);

        Assert.Contains("no line with a log and its head", (await Assert.ThrowsAsync<BackupException>(() => VerifyAsync(Heads))).Message, StringComparison.Ordinal);
        Assert.Contains("can't be read", (await Assert.ThrowsAsync<BackupException>(() => VerifyAsync(Heads + "-not"))).Message, StringComparison.Ordinal);
    }

    private async Task<(bool IsIntact, string Output)> VerifyAsync(string? heads = null)
    {
        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection([new("Storage:Path", directory.Path)]);
        var output = new StringWriter { NewLine = "\n" };
        return (await RegistryAudit.VerifyAsync(configuration, heads, output), output.ToString());
    }

    // As many entries in the logs of an operator and of a developer; more of them each time.
    private async Task MakeAsync(int entries, string reason = "Reason")
    {
        await using var host = await RegistryHost.StartSqliteAsync(directory.Path);
        AuditTenant[] logs = [AuditTenant.Platform, AuditTenant.Of(DeveloperId.Parse("dev_fin"))];
        for (var number = 1; number <= entries; number++)
        {
            foreach (var log in logs)
            {
                await host.Grains.GetAuditLog(log).AppendAsync(new() { Id = $"{Guid.NewGuid()}", Actor = "operator", Action = AuditAction.AppSuspended, Reason = $"{reason} {number}" });
            }
        }
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = directory.Database, Pooling = false }.ToString());
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$log", Log);
        Assert.True(await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken) > 0);
    }
}
