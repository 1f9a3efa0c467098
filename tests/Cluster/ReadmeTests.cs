using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Registry.Servers;

namespace Registry.Cluster.Tests;

/// <summary>The walkthrough of the README, pasted word for word, prints what the README says.</summary>
[Collection(nameof(ProcessCollection))]
public sealed partial class ReadmeTests
{
    [Fact]
    public async Task Walkthrough_PastedWordForWord_PrintsWhatTheReadmeShows()
    {
        var readme = await File.ReadAllTextAsync(RegistryProcess.RepositoryFile("README.md"), TestContext.Current.CancellationToken);
        var walkthrough = readme[readme.IndexOf("## Five minutes", StringComparison.Ordinal)..readme.IndexOf("## Guarantees", StringComparison.Ordinal)];
        var commands = Fences(walkthrough, "bash");
        using var data = new TempDirectory();
        await using var registry = await RegistryProcess.StartAsync(data.Path);

        var script = string.Join('\n', commands)
            .Replace("http://127.0.0.1:5080", registry.Address.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal)
            .Replace("dotnet run --project src/Api --", $"dotnet '{RegistryProcess.ApiAssembly}'", StringComparison.Ordinal);
        var printed = await RunAsync(script, data.Path);

        Assert.True(commands.Count >= 6);
        Assert.Equal(string.Join('\n', Fences(walkthrough, "text")), printed.TrimEnd());
    }

    private static List<string> Fences(string markdown, string language) =>
        [.. Fence().Matches(markdown).Where(match => match.Groups["language"].Value == language).Select(match => match.Groups["text"].Value)];

    private static async Task<string> RunAsync(string script, string dataDirectory)
    {
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-euo", "pipefail", "-s"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Development", ["Storage__Path"] = dataDirectory },
        })!;
        await bash.StandardInput.WriteAsync(script);
        bash.StandardInput.Close();
        var errors = bash.StandardError.ReadToEndAsync();
        var output = await bash.StandardOutput.ReadToEndAsync();
        await bash.WaitForExitAsync();
        Assert.True(bash.ExitCode == 0, $"{output}{await errors}");
        return output;
    }

    [GeneratedRegex("^```(?<language>[a-z]+)\n(?<text>.*?)\n```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
