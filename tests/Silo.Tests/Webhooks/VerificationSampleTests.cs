using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Registry.Servers;

namespace Registry.Silo.Tests;

/// <summary>The samples of docs/webhooks.md, pasted as they stand, tell what the registry has signed from what it has not.</summary>
public sealed partial class VerificationSampleTests
{
    private const string PythonCaller = """
        import base64, json, sys
        from sample import is_genuine
        print(json.dumps([is_genuine(each["Secret"], each["Headers"], base64.b64decode(each["Body"])) for each in json.load(sys.stdin)]))
        """;

    private const string JavaScriptCaller = """
        import { readFileSync } from "node:fs";
        import { isGenuine } from "./sample.mjs";
        const cases = JSON.parse(readFileSync(0, "utf8"));
        console.log(JSON.stringify(cases.map((each) => isGenuine(each.Secret, each.Headers, Buffer.from(each.Body, "base64")))));
        """;

    private readonly ImmutableArray<VerificationCase> cases = VerificationCase.All();

    [Fact]
    public async Task PythonSample_Pasted_TakesWhatIsGenuineOnly() => Check(await RunAsync("python3", "python", "py", PythonCaller));

    [Fact]
    public async Task JavaScriptSample_Pasted_TakesWhatIsGenuineOnly() => Check(await RunAsync("node", "javascript", "mjs", JavaScriptCaller));

    [Fact]
    public void CSharpSample_Pasted_TakesWhatIsGenuineOnly()
    {
        var now = TimeProvider.System.GetUtcNow();
        Check(cases.Select(each => WebhookVerification.IsGenuine(each.Secret, Headers(each), each.Body, now)));
    }

    [Fact]
    public async Task CSharpSample_IsTheOneThatIsTestedHere()
    {
        var tested = await File.ReadAllTextAsync(Path.Combine(Folder(), "WebhookVerification.cs"), TestContext.Current.CancellationToken);
        Assert.Equal(tested.Replace("namespace Registry.Silo.Tests;\n\n", "", StringComparison.Ordinal), await SampleAsync("csharp"));
    }

    private static HeaderDictionary Headers(VerificationCase each) => new(each.Headers.ToDictionary(header => header.Key, header => new Microsoft.Extensions.Primitives.StringValues(header.Value)));

    private static async Task<string> SampleAsync(string language)
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Folder(), "../../../docs/webhooks.md"), TestContext.Current.CancellationToken);
        return Assert.Single(Fence().Matches(page), match => match.Groups["language"].Value == language).Groups["text"].Value;
    }

    private static string Folder([CallerFilePath] string source = "") => Path.GetDirectoryName(source)!;

    private static async Task<string> RunAsync(ProcessStartInfo start, string input)
    {
        using var process = Start(start);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await errors);
        return output;
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            Assert.Skip($"Needs the program {start.FileName}.");
            throw;
        }
    }

    [GeneratedRegex("^```(?<language>[a-z]+)\n(?<text>.*?\n)```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    private void Check(IEnumerable<bool> verdicts) => Assert.Equal(
        cases.Select(each => $"{each.Name}: {each.IsGenuine}"),
        cases.Zip(verdicts, (each, verdict) => $"{each.Name}: {verdict}"));

    private async Task<bool[]> RunAsync(string program, string language, string ending, string caller)
    {
        using var folder = new TempDirectory();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, $"sample.{ending}"), await SampleAsync(language), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, $"caller.{ending}"), caller, TestContext.Current.CancellationToken);
        var start = new ProcessStartInfo(program, [$"caller.{ending}"])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return JsonSerializer.Deserialize<bool[]>(await RunAsync(start, JsonSerializer.Serialize(cases)))!;
    }
}
