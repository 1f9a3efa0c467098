using System.Text;

namespace Registry.Grains.Interfaces.Tests;

public sealed class CatalogFileTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("registry-catalog-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Load_MissingFile_SaysWhichAndThatItIsMissing()
    {
        var path = Path.Combine(folder.FullName, "none.json");

        var exception = Assert.Throws<CatalogException>(() => CatalogFile.Load(path));

        Assert.Equal(path, exception.Path);
        Assert.Contains(path, exception.Message, StringComparison.Ordinal);
        Assert.Equal("$", Assert.Single(exception.Faults).Location);
        Assert.IsType<FileNotFoundException>(exception.InnerException);
    }

    [Fact]
    public void Load_FolderInsteadOfFile_IsAFault() =>
        Assert.Contains("the file can't be read", Assert.Throws<CatalogException>(() => CatalogFile.Load(folder.FullName)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void Load_NoPath_IsAnArgumentError(string path) =>
        Assert.Throws<ArgumentException>(() => CatalogFile.Load(path));

    [Fact]
    public void Load_RelativePath_NamesTheWholePathInFaults() =>
        Assert.Equal(Path.GetFullPath("none.json"), Assert.Throws<CatalogException>(() => CatalogFile.Load("none.json")).Path);

    [Theory]
    [InlineData("", "line 1, byte 1")]
    [InlineData("{\n  \"version\": 1,\n  \"groups\": [}\n", "line 3, byte 14")]
    [InlineData("{ \"version\": 1, }", "line 1, byte 17")]
    [InlineData("{} {}", "line 1, byte 4")]
    [InlineData("// no\n{}", "line 1, byte 1")]
    public void Load_BrokenJson_SaysWhere(string text, string location)
    {
        var fault = Assert.Single(Assert.Throws<CatalogException>(() => CatalogFile.Load(Write(Encoding.UTF8.GetBytes(text)))).Faults);

        Assert.Equal(location, fault.Location);
        Assert.StartsWith("the file is no JSON", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OtherEncoding_IsAFault()
    {
        var latin1 = Encoding.Latin1.GetBytes("{ \"version\": \"é\" }");

        Assert.Contains("no UTF-8", Assert.Throws<CatalogException>(() => CatalogFile.Load(Write(latin1))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_ByteOrderMark_IsSkipped() =>
        Assert.Equal(3, CatalogFile.Load(Write([.. Encoding.UTF8.Preamble, .. new CatalogDocument().Bytes])).Scopes.Length);

    [Fact]
    public void Load_DeepNesting_IsAFaultAndNoCrash() =>
        Assert.Throws<CatalogException>(() => CatalogFile.Load(Write(Encoding.UTF8.GetBytes(new string('[', 100_000)))));

    [Fact]
    public void ETag_SameContentWrittenOtherwise_IsTheSame()
    {
        var compact = CatalogFile.Load(Write(new CatalogDocument().Bytes));
        var reordered = CatalogFile.Load(Write(new CatalogDocument().With("$.version", null).With("$.version", "1").Bytes));

        Assert.Equal(compact.ETag, reordered.ETag);
        Assert.Matches("^[0-9a-f]{32}$", compact.ETag);
    }

    [Theory]
    [InlineData("$.groups[0].name", "\"People\"")]
    [InlineData("$.scopes[0].description", "\"List users.\"")]
    [InlineData("$.capabilities[0].requiresScopes", "[]")]
    [InlineData("$.topics[0].requiresAnyOf", "[\"read_tags\", \"read_users\"]")]
    [InlineData("$.topics[1].alwaysSubscribed", "false")]
    public void ETag_OtherContent_IsAnother(string place, string json)
    {
        var before = CatalogFile.Load(Write(new CatalogDocument().Bytes));
        var after = CatalogFile.Load(Write(new CatalogDocument().With(place, json).Bytes));

        Assert.NotEqual(before.ETag, after.ETag);
    }

    private string Write(byte[] bytes)
    {
        var path = Path.Combine(folder.FullName, Path.GetRandomFileName());
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
