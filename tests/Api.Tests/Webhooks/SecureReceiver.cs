using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Registry.Api.Tests;

/// <summary>A certificate of the test's own for the loopback address, and the settings with which the registry trusts it.</summary>
internal sealed class SecureReceiver : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public SecureReceiver()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=a receiver", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new("1.3.6.1.5.5.7.3.1")], critical: false));
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-2), now.AddDays(2));
        Certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
        File.WriteAllText(PemPath, Certificate.ExportCertificatePem());
    }

    public X509Certificate2 Certificate { get; }

    public string[] Settings => [$"--Webhooks:TrustedCertificates={PemPath}", "--Webhooks:AllowedNetworks=127.0.0.0/8", "--Webhooks:VerifyEndpoints=true"];

    private string PemPath => Path.Combine(directory.Path, "trusted.pem");

    public void Dispose()
    {
        Certificate.Dispose();
        directory.Dispose();
    }
}
