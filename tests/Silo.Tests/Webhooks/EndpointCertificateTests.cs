using System.Security.Cryptography.X509Certificates;
using Registry.Servers;

namespace Registry.Silo.Tests;

public sealed class EndpointCertificateTests : IDisposable
{
    private const string NotTrusted = "The TLS certificate is not trusted.";

    private readonly TempDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task Send_CertificateOfNobody_IsRefused()
    {
        await using var scene = new SenderScene();
        using var other = TestCertificate.ForHost(SenderScene.Host);
        await using var receiver = await HookReceiver.StartAsync(other, _ => Task.CompletedTask);

        Assert.Equal(NotTrusted, (await scene.SendAsync(receiver.Port)).Error);
        Assert.Empty(receiver.Requests);
    }

    [Fact]
    public async Task Send_TrustedCertificateOfAnotherHost_IsRefused()
    {
        await using var scene = new SenderScene();
        scene.Lookup.Set("other.test", "127.0.0.1");
        await using var receiver = await HookReceiver.StartAsync(scene.Certificate, _ => Task.CompletedTask);

        Assert.Equal("The TLS certificate is for another host.", (await scene.SendAsync($"https://other.test:{receiver.Port}/")).Error);
        Assert.Empty(receiver.Requests);
    }

    [Fact]
    public async Task Send_CertificateOfATrustedAuthority_IsTaken()
    {
        using var authority = TestCertificate.Authority("a private network");
        using var own = TestCertificate.ForHost(SenderScene.Host, authority);
        await using var scene = new SenderScene(options => options.TrustedCertificates = Pem(authority));
        await using var receiver = await HookReceiver.StartAsync(own, _ => Task.CompletedTask);

        var answer = await scene.SendAsync(receiver.Port);

        Assert.True(answer.IsSuccess, answer.Error);
    }

    // A certificate names a URL for its issuer: looking there would be a request that no rule has judged.
    [Fact]
    public async Task Send_CertificateThatNamesAUrl_NobodyGoesThere()
    {
        await using var trap = new RawReceiver(null, (_, _) => Task.CompletedTask);
        using var authority = TestCertificate.Authority("unknown");
        using var own = TestCertificate.ForHost(SenderScene.Host, authority, $"http://127.0.0.1:{trap.Port}/issuer.cer");
        await using var scene = new SenderScene();
        await using var receiver = new RawReceiver(own, (_, _) => Task.CompletedTask);

        Assert.Equal(NotTrusted, (await scene.SendAsync(receiver.Port)).Error);
        Assert.Equal(0, trap.Connections);
    }

    private string Pem(X509Certificate2 certificate)
    {
        var path = Path.Combine(directory.Path, "authority.pem");
        File.WriteAllText(path, certificate.ExportCertificatePem());
        return path;
    }
}
