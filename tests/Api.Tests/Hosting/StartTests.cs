using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;

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
            Assert.Contains("  hub     http://127.0.0.1:", text, StringComparison.Ordinal);
            Assert.Equal(6, lines.Count);
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
    [InlineData("Development", "--Storage:Pth=/x", "Storage:Pth is no setting. Known are: Storage:Provider, Storage:Path,")]
    [InlineData("Development", "--Silo:Cluster=x", "Silo:Cluster is no setting. Known are: Silo:IdleTime,")]
    [InlineData("Development", "--Auth:Issuer=x", "Auth:Issuer is no setting. Known are: Auth:Authority,")]
    [InlineData("Development", "--Webhooks:AllowHttp=true", "Webhooks:AllowHttp is no setting. Known are: Webhooks:AllowLoopbackHttp")]
    [InlineData("Development", "--Catalog:File=x", "Catalog:File is no setting. Known are: Catalog:Path")]
    [InlineData("Development", "--Manifests:Leas=x", "Manifests:Leas is no setting. Known are: Manifests:Lease")]
    [InlineData("Development", "--RateLimits:CallerRat=1", "RateLimits:CallerRat is no setting. Known are: RateLimits:CallerRate")]
    [InlineData("Development", "--RateLimits:CallerBurst=0", "RateLimits:CallerBurst is 0; it must be between 1 and 1000000")]
    [InlineData("Development", "--Overload:MaxWait=00:01:00", "Overload:MaxWait is 00:01:00; it must be between 00:00:00.01 and 00:00:30")]
    [InlineData("Development", "--Silo:MaxMemoryPercent=10", "Silo:MaxMemoryPercent is 10; it must be between 20 and 100")]
    [InlineData("Development", "--Absence:CheckRate=-1", "Absence:CheckRate must be from 0 to 1,000,000")]
    [InlineData("Development", "--Server:DrainTime=00:02:00", "Server:DrainTime is 00:02:00; it must be between 00:00:00 and 00:01:00")]
    [InlineData("Development", "--Proxy:Networks=everybody", "Proxy:Networks is everybody; it must be networks such as 10.1.0.0/16")]
    [InlineData("Development", "--ForwardedHeaders_Enabled=true", "Name the proxies instead: Proxy:Networks")]
    [InlineData("Development", "--Storage:BusyTimeout=banana", "Storage:BusyTimeout is 'banana': it must be a duration, d.hh:mm:ss")]
    [InlineData("Development", "--Webhooks:AllowLoopbackHttp=yes", "Webhooks:AllowLoopbackHttp is 'yes': it must be true or false")]
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
    public void Settings_OfOthersWithSimilarNames_AreLeftAlone()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            [new("Storage", "x"), new("StorageAccount:Key", "x"), new("Silos:Any", "x"), new("storage:PATH", "x"), new("Storage:BusyTimeout", "00:00:01")]).Build();

        ApiSettings.Demand(configuration);
    }

    [Fact]
    public async Task Settings_FromTheEnvironment_AreCheckedToo()
    {
        using var directory = new TemporaryDirectory();
        using var process = ApiProcess.Start(directory.Path, "Development", new Dictionary<string, string> { ["Storage__Pth"] = "/x" }, "token", "--role", "operator");
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, process.ExitCode);
        Assert.Contains("Storage:Pth is no setting", error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(directory.Path));
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
        Assert.Contains("--urls http://127.0.0.1:5081", error, StringComparison.Ordinal);
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
