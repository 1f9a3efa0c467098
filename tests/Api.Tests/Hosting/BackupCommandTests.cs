using System.Diagnostics;

namespace Registry.Api.Tests;

/// <summary>The commands <c>export</c> and <c>import</c>. What they read and write is the business of the Silo tests.</summary>
public sealed class BackupCommandTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task Export_ThenImportElsewhere_GoesThroughAFileAndTheStandardStreams()
    {
        await MakeRegistryAsync();

        var toFile = await RunAsync("export", "--file", "b.jsonl");
        var toOutput = await RunAsync("export");
        var fromFile = await RunAsync("import", "--file", "b.jsonl", "--Storage:Path", "two");
        var fromInput = await PipeAsync(toOutput.Output, "import", "--file", "-", "--Storage:Path=three");
        var again = await RunAsync("--Storage:Path=two", "export", "--file=-");

        Assert.Equal((0, ""), (toFile.ExitCode, toFile.Output));
        Assert.Contains("Exported an empty registry from Sqlite", toFile.Error, StringComparison.Ordinal);
        Assert.Equal(0, toOutput.ExitCode);

        // That it was exported before is an entry of the platform's audit log.
        Assert.Equal(["header", "audit_log", "audit_entry", "end"], Keys(toOutput.Output));
        Assert.Equal(["header", "end"], Keys(await File.ReadAllTextAsync(Path.Combine(directory.Path, "b.jsonl"), TestContext.Current.CancellationToken)));
        Assert.Equal((0, ""), (fromFile.ExitCode, fromFile.Output));
        Assert.Contains("The backup is whole", fromFile.Error, StringComparison.Ordinal);
        Assert.Equal((0, ""), (fromInput.ExitCode, fromInput.Output));
        Assert.Equal(0, again.ExitCode);
        Assert.Equal(["b.jsonl", "data", "three", "two"], Directory.GetFileSystemEntries(directory.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(directory.Path, "b.jsonl")));
        }
    }

    [Fact]
    public async Task Export_ToAFileNamedByTheTime_KeepsTheFormerOnes()
    {
        await MakeRegistryAsync();

        Assert.Equal(0, (await RunAsync("export", "--file", "b-{time}.jsonl")).ExitCode);

        Assert.Matches(@"^b-20\d{6}T\d{6}Z\.jsonl$", Path.GetFileName(Assert.Single(Directory.GetFiles(directory.Path, "b-*"))));
    }

    [Theory]
    [InlineData("export", "no registry in this directory")]
    [InlineData("export --fil b.jsonl", "'--fil'")]
    [InlineData("export more", "'more'")]
    [InlineData("export --Storage:Pth=x", "Storage:Pth is no setting")]
    [InlineData("export --Storage:Provider=Memory", "gone with the process")]
    [InlineData("export --Storage:Provider=Paper", "Storage:Provider is Paper")]
    [InlineData("import", "--file")]
    [InlineData("import --file nowhere.jsonl", "nowhere.jsonl")]
    [InlineData("import --file text.txt", "Line 1: this is no backup")]
    [InlineData("import --file text.txt --Storage:Path", "'--Storage:Path'")]
    public async Task Command_ThatCanNotBeDone_SaysWhyInOneMessageAndMakesNothing(string arguments, string says)
    {
        await File.WriteAllTextAsync(Path.Combine(directory.Path, "text.txt"), "no backup\n", TestContext.Current.CancellationToken);

        var (exitCode, output, error) = await RunAsync(arguments.Split(' '));

        Assert.NotEqual(0, exitCode);
        Assert.Contains(says, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        Assert.DoesNotContain("\"kind\"", output, StringComparison.Ordinal);
        Assert.Equal(["text.txt"], Directory.GetFileSystemEntries(directory.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Export_ToAPlaceThatCanNotBeWritten_IsRefused()
    {
        await MakeRegistryAsync();

        var (exitCode, _, error) = await RunAsync("export", "--file", "missing/b.jsonl");

        Assert.Equal(1, exitCode);
        Assert.Contains("can't be written", error, StringComparison.Ordinal);
    }

    private static string Kind(string line) => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("kind").GetString()!;

    private static string[] Keys(string backup) => [.. backup.TrimEnd().Split('\n').Select(Kind)];

    private Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments) =>
        ApiProcess.RunAsync(directory.Path, "Development", arguments);

    // The first start of a registry makes its file.
    private async Task MakeRegistryAsync()
    {
        using var process = ApiProcess.Start(directory.Path, "Development", "--urls=http://127.0.0.1:0");
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line && !line.StartsWith("Press Ctrl-C", StringComparison.Ordinal))
        {
        }

        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    private async Task<(int ExitCode, string Output, string Error)> PipeAsync(string input, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [ApiProcess.Assembly, .. arguments])
        {
            WorkingDirectory = directory.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }
}
