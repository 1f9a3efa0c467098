using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Registry.Servers;

/// <summary>Signs certificates for the processes of a cluster.</summary>
public sealed class CertificateAuthority : IDisposable
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 root;

    public CertificateAuthority()
    {
        var request = new CertificateRequest("CN=The authority of a test", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        root = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-2), TimeProvider.System.GetUtcNow().AddDays(2));
    }

    /// <summary>Its own certificate, as PEM.</summary>
    public string Pem => root.ExportCertificatePem();

    /// <summary>A certificate and its private key, as PEM.</summary>
    /// <param name="name">What is on it.</param>
    /// <param name="end">How long it is valid from now on; below zero for one that has ended. Null for a day.</param>
    public string Sign(string name, TimeSpan? end = null)
    {
        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", own, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new("1.3.6.1.5.5.7.3.1"), new("1.3.6.1.5.5.7.3.2")], critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(root, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        using var certificate = request.Create(root, TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().Add(end ?? TimeSpan.FromDays(1)), RandomNumberGenerator.GetBytes(16));
        return $"{certificate.ExportCertificatePem()}\n{own.ExportPkcs8PrivateKeyPem()}\n";
    }

    public void Dispose()
    {
        root.Dispose();
        key.Dispose();
    }
}
