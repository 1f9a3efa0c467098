using System.Net;
using System.Net.Sockets;

namespace Registry.Api.Tests;

/// <summary>The program starts as promised, or says in one message why it does not.</summary>
public sealed class StartTests
{
    [Theory]
    [InlineData("data", "token --role operator   (")]
    [InlineData("my data", "token --role operator --Storage:Path \"{0}\"   (")]
    [InlineData("elsewhere", "token --role operator --Storage:Path {0}   (")]
    public async Task Start_OnAFreshDirectory_TellsWhatAPersonWantsToKnow(string path, string token)
    {
        using var directory = new TemporaryDirectory();
        using var process = ApiProcess.Start(directory.Path, "Development", "--urls=http://127.0.0.1:0", $"--Storage:Path={path}");
        try
        {
            var lines = new List<string>();
            while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
            {
                lines.Add(line);
                if (line.StartsWith("Press Ctrl-C", StringComparison.Ordinal))
                {
                    break;
                }
            }

            var text = string.Join("\n", lines);
            var data = Path.Combine(directory.Path, path);
            Assert.StartsWith("The registry listens on http://127.0.0.1:", text, StringComparison.Ordinal);
            Assert.Contains(data, text, StringComparison.Ordinal);
            Assert.Contains(string.Format(System.Globalization.CultureInfo.InvariantCulture, token, data), text, StringComparison.Ordinal);
            Assert.Contains("/docs", text, StringComparison.Ordinal);
            Assert.Equal(5, lines.Count);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    [Theory]
    [InlineData("Production", "", "Auth:Authority is not set")]
    [InlineData("Development", "--Auth:Authority=http://issuer.example", "must be an https URL")]
    [InlineData("Development", "--Auth:ClockSkew=01:00:00", "Auth:ClockSkew")]
    [InlineData("Development", "--Storage:Provider=Paper", "Storage:Provider")]
    [InlineData("Development", "--Catalog:Path=nowhere.json", "nowhere.json")]
    [InlineData("Development", "serv", "'serv' is no command")]
    public async Task Start_WithWrongSettings_IsRefusedWithOneMessage(string environment, string argument, string says)
    {
        using var directory = new TemporaryDirectory();
        var (exitCode, output, error) = await ApiProcess.RunAsync(
            directory.Path, environment, ["--urls=http://127.0.0.1:0", .. argument.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.Equal(1, exitCode);
        Assert.Contains(says, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error + output, StringComparison.Ordinal);
        Assert.Empty(output);
    }

    [Fact]
    public async Task Start_OnAPortInUse_IsRefusedWithOneMessage()
    {
        using var directory = new TemporaryDirectory();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var (exitCode, output, error) = await ApiProcess.RunAsync(directory.Path, "Development", $"--urls=http://{taken.LocalEndpoint}");

        Assert.Equal(1, exitCode);
        Assert.Contains("address already in use", error, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("   at ", error + output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithADamagedKey_IsRefusedWithOneMessage()
    {
        using var directory = new TemporaryDirectory();
        var data = Directory.CreateDirectory(Path.Combine(directory.Path, "data"));
        await File.WriteAllTextAsync(Path.Combine(data.FullName, LocalIssuerKey.FileName), "no key", TestContext.Current.CancellationToken);
        var (exitCode, output, error) = await ApiProcess.RunAsync(directory.Path, "Development", "--urls=http://127.0.0.1:0");

        Assert.Equal(1, exitCode);
        Assert.Contains(LocalIssuerKey.FileName, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error + output, StringComparison.Ordinal);
    }
}
