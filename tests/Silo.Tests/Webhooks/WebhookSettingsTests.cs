using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Registry.Servers;

namespace Registry.Silo.Tests;

public sealed class WebhookSettingsTests : IDisposable
{
    private readonly TempDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Theory]
    [InlineData("Production", "Sqlite", true)]
    [InlineData("Production", "Memory", true)]
    [InlineData("Production", "Postgres", false)]
    [InlineData("Production", "AzureTables", false)]
    [InlineData("Development", "Postgres", true)]
    public void LoopbackHttp_OfAClusterInProduction_IsRefused(string environment, string provider, bool isAllowed) =>
        Assert.Equal(isAllowed, Faults(new() { AllowLoopbackHttp = true }, environment, provider) is null);

    [Fact]
    public void Defaults_AreValid() => Assert.Null(Faults(new()));

    [Theory]
    [InlineData("10.0.0.0")]
    [InlineData("10.0.0.1/33")]
    [InlineData("10.0.0.0/8; 11.0.0.0/8")]
    [InlineData("localhost")]
    public void AllowedNetworks_ThatAreNone_AreRefused(string networks) => Assert.Contains(
        $"Webhooks:AllowedNetworks is {networks}; it must be networks such as",
        Faults(new() { AllowedNetworks = networks }),
        StringComparison.Ordinal);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("-----BEGIN CERTIFICATE-----\nno\n-----END CERTIFICATE-----")]
    public void TrustedCertificates_ThatCantBeRead_AreRefused(string? content)
    {
        var path = Path.Combine(directory.Path, "trusted.pem");
        if (content is not null)
        {
            File.WriteAllText(path, content);
        }

        Assert.Contains("Webhooks:TrustedCertificates", Faults(new() { TrustedCertificates = path }), StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_OutOfRange_AreRefused()
    {
        Assert.Contains("Webhooks:Timeout is 00:00:31; it must be between 00:00:01 and 00:00:30.", Faults(new() { Timeout = TimeSpan.FromSeconds(31) }), StringComparison.Ordinal);
        Assert.Contains("Webhooks:MaxConcurrentPerApp is 32; it must be between 1 and 10.", Faults(new() { MaxConcurrent = 10 }), StringComparison.Ordinal);
        Assert.Contains("Webhooks:BreakerFailureRatio is 1.5; it must be between 0.1 and 1.", Faults(new() { BreakerFailureRatio = 1.5 }), StringComparison.Ordinal);
    }

    private static string? Faults(WebhookOptions options, string environment = "Production", string provider = "Sqlite")
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Storage:Provider", provider)]).Build();
        return new WebhookOptionsValidator(new HostingEnvironment { EnvironmentName = environment }, configuration).Validate(null, options).FailureMessage;
    }
}
