using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Registry.Servers;

namespace Registry.Silo.Tests;

/// <summary>What the registry makes of the data directory that it finds.</summary>
public sealed class SqliteStartupTests : IDisposable
{
    private readonly TempDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void Open_NoDirectory_MakesDirectoryAndSchema()
    {
        var path = Path.Combine(directory.Path, "one", "two");

        using var database = TestDatabase.Open(path, TimeSpan.FromSeconds(1));

        Assert.Equal(Path.Combine(path, "registry.db"), database.Path);
        using var connection = database.Source.Open();
        Assert.Equal((long)SqliteSchema.Version, Scalar(connection, "PRAGMA user_version"));
        Assert.Equal("wal", Scalar(connection, "PRAGMA journal_mode"));
        Assert.Equal(4L, Scalar(connection, "SELECT count(*) FROM OrleansQuery"));
    }

    [Fact]
    public void Source_EveryConnection_SyncsFullyAndWaitsAsConfigured()
    {
        using var database = Open(TimeSpan.FromMilliseconds(1234));

        // The second one comes from the pool; the third is made while the second is in use.
        database.Source.Open().Dispose();
        using var pooled = database.Source.Open();
        using var fresh = (SqliteConnection)database.Source.OpenConnection();

        foreach (var connection in new[] { pooled, fresh })
        {
            Assert.Equal(2L, Scalar(connection, "PRAGMA synchronous"));
            Assert.Equal(1234L, Scalar(connection, "PRAGMA busy_timeout"));
        }
    }

    [Fact]
    public void Open_AgainAfterClosing_KeepsWhatIsThere()
    {
        using (var database = Open())
        {
            Execute(database, "INSERT INTO App (App, Developer) VALUES ('a', 'd')");
        }

        Assert.False(File.Exists(directory.Database + "-wal"));
        using var again = Open();
        using var connection = again.Source.Open();
        Assert.Equal("d", Scalar(connection, "SELECT Developer FROM App"));
    }

    // As the container does it. The second time there is nobody to wait for any more, or every stop would take that long.
    [Fact]
    public async Task Dispose_Twice_WaitsForNobody()
    {
        var database = Open(TimeSpan.FromHours(1));

        database.Dispose();

        await Task.Run(database.Dispose, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Open_EmptyFile_IsTakenForAStartThatWasCutShort()
    {
        File.WriteAllBytes(directory.Database, []);

        using var database = Open();

        using var connection = database.Source.Open();
        Assert.Equal((long)SqliteSchema.Version, Scalar(connection, "PRAGMA user_version"));
    }

    [Fact]
    public void Open_NewerSchema_IsRefusedAndLeftAlone()
    {
        Prepare($"PRAGMA user_version = {SqliteSchema.Version + 1}");

        var refusal = AssertRefused();

        Assert.Contains("newer version", refusal.Message);
        Assert.Contains($"schema {SqliteSchema.Version + 1}", refusal.Message);
        using var connection = OpenByHand();
        Assert.Equal(SqliteSchema.Version + 1L, Scalar(connection, "PRAGMA user_version"));
    }

    [Fact]
    public void Open_SchemaOfBeforeTheReviewQueue_MarksEveryAppAsPossiblySubmitted()
    {
        Prepare("DROP TABLE Submission; INSERT INTO App (App, Developer) VALUES ('a', 'd'), ('b', 'd'); PRAGMA user_version = 1");

        using var database = Open();

        using var connection = database.Source.Open();
        Assert.Equal((long)SqliteSchema.Version, Scalar(connection, "PRAGMA user_version"));
        Assert.Equal("a0 b0", Scalar(connection, "SELECT group_concat(App || Version, ' ') FROM (SELECT * FROM Submission ORDER BY App)"));
    }

    [Fact]
    public void Open_DatabaseOfAnotherProgram_IsRefusedAndLeftAlone()
    {
        using (var connection = OpenByHand())
        {
            Execute(connection, "CREATE TABLE Photos (Id INTEGER)");
        }

        var before = File.ReadAllBytes(directory.Database);

        Assert.Contains("another program", AssertRefused().Message);
        Assert.Equal(before, File.ReadAllBytes(directory.Database));
    }

    [Fact]
    public void Open_NoDatabase_IsRefusedAndLeftAlone()
    {
        File.WriteAllText(directory.Database, string.Concat(Enumerable.Repeat("This is a letter to my aunt. ", 1000)));
        var before = File.ReadAllBytes(directory.Database);

        Assert.Contains("no SQLite database", AssertRefused().Message);
        Assert.Equal(before, File.ReadAllBytes(directory.Database));
    }

    [Fact]
    public void Open_TruncatedFile_IsRefused()
    {
        Open().Dispose();
        using (var file = new FileStream(directory.Database, FileMode.Open))
        {
            file.SetLength(file.Length - 4096);
        }

        Assert.Contains("damaged", AssertRefused().Message);
    }

    [Fact]
    public void Open_ReaderKeepsTheLogFromBeingMerged_IsNotTakenForDamaged()
    {
        var reader = OpenByHand();
        using (var database = Open())
        {
            Execute(reader, "BEGIN");
            Scalar(reader, "SELECT count(*) FROM App");
            Execute(database, "INSERT INTO Journal (Owner, Sequence, Payload) VALUES ('o', 1, zeroblob(1000000))");
        }

        using (reader)
        {
            using var again = Open();
            using var connection = again.Source.Open();
            Assert.Equal(1_000_000L, Scalar(connection, "SELECT length(Payload) FROM Journal"));
        }
    }

    [Fact]
    public void Open_DamagedSchema_IsRefused()
    {
        Open().Dispose();
        using (var file = new FileStream(directory.Database, FileMode.Open))
        {
            // Behind the header of the file, where the first page holds the schema.
            file.Position = 100;
            file.Write(new byte[2000]);
        }

        Assert.Contains("damaged", AssertRefused().Message);
    }

    [Fact]
    public async Task Open_DataOfAnotherService_IsRefusedAndLeftToItsOwner()
    {
        await using (await RegistryHost.StartSqliteAsync(directory.Path, ("Cluster:ServiceId", "one")))
        {
        }

        var refusal = await Assert.ThrowsAsync<StorageStartupException>(() => RegistryHost.StartSqliteAsync(directory.Path, ("Cluster:ServiceId", "two")));

        Assert.Contains("service id 'one', not of 'two'", refusal.Message);
        Assert.Contains("Cluster:ServiceId", refusal.Message);
        TestDatabase.Open(directory.Path, TimeSpan.FromSeconds(1), "one").Dispose();
    }

    [Fact]
    public void Open_TableMissing_IsRefused()
    {
        Prepare("DROP TABLE Journal");

        Assert.Contains("Journal", AssertRefused().Message);
    }

    [Fact]
    public void Open_FileLockedByAnotherProgram_IsRefused()
    {
        Open().Dispose();
        using var other = OpenByHand();
        Execute(other, "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");

        Assert.Contains("locked", AssertRefused().Message);
    }

    [Fact]
    public void Open_DirectoryInPlaceOfTheFile_IsRefused()
    {
        Directory.CreateDirectory(directory.Database);

        Assert.Contains("can't be opened", AssertRefused().Message);
    }

    [Fact]
    public void Open_DirectoryCannotBeMade_IsRefused()
    {
        var file = Path.Combine(directory.Path, "file");
        File.WriteAllText(file, "");
        var path = Path.Combine(file, "data");

        var refusal = Assert.Throws<StorageStartupException>(() => TestDatabase.Open(path, TimeSpan.FromSeconds(1)));

        Assert.Contains(path, refusal.Message);
        Assert.Contains("can't be written to", refusal.Message);
    }

    [Fact]
    public void Open_DirectoryInUse_IsRefusedUntilItIsFree()
    {
        using (Open())
        {
            var refusal = Assert.Throws<StorageStartupException>(() => Open());
            Assert.Contains(directory.Path, refusal.Message);
            Assert.Contains("another process", refusal.Message);
        }

        Open().Dispose();
    }

    [Fact]
    public async Task Open_OwnerKilled_IsFree()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/flock"), "Needs the program flock.");
        var file = Path.Combine(directory.Path, DirectoryLock.FileName);
        using var owner = Process.Start("/usr/bin/flock", ["--no-fork", file, "sleep", "600"]);
        await Until.TrueAsync(() => IsRefused());

        owner.Kill();
        await owner.WaitForExitAsync(TestContext.Current.CancellationToken);

        Open().Dispose();
    }

    [Fact]
    public async Task Start_DirectoryInUse_IsRefusedWithThatMessageAlone()
    {
        using var owner = Open();

        var refusal = await Assert.ThrowsAsync<StorageStartupException>(() => RegistryHost.StartSqliteAsync(directory.Path));

        Assert.Contains(directory.Path, refusal.Message);
    }

    private bool IsRefused()
    {
        try
        {
            Open().Dispose();
            return false;
        }
        catch (StorageStartupException)
        {
            return true;
        }
    }

    private StorageStartupException AssertRefused()
    {
        var refusal = Assert.Throws<StorageStartupException>(() => Open());
        Assert.Equal(directory.Database, refusal.Path);
        Assert.StartsWith(directory.Database + ": ", refusal.Message, StringComparison.Ordinal);

        // A refused start must not keep the directory.
        using var free = DirectoryLock.Take(directory.Path);
        return refusal;
    }

    private SqliteDatabase Open(TimeSpan? busyTimeout = null) => TestDatabase.Open(directory.Path, busyTimeout ?? TimeSpan.FromMilliseconds(100));

    private void Prepare(string sql)
    {
        using var database = Open();
        Execute(database, sql);
    }

    private SqliteConnection OpenByHand()
    {
        var connection = new SqliteConnection($"Data Source={directory.Database};Pooling=False");
        connection.Open();
        return connection;
    }

    private static void Execute(SqliteDatabase database, string sql)
    {
        using var connection = database.Source.Open();
        Execute(connection, sql);
    }

    private static void Execute(SqliteConnection connection, string sql) => new SqliteStatement(sql).Execute(connection);

    private static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = new SqliteStatement(sql).CreateCommand(connection);
        return command.ExecuteScalar();
    }
}
