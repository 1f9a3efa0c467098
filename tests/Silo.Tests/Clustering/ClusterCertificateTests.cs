using System.Security.Cryptography.X509Certificates;
using Registry.Servers;

namespace Registry.Silo.Tests;

/// <summary>Which certificates of other processes are accepted, and when files are read anew.</summary>
public sealed class ClusterCertificateTests : IDisposable
{
    private readonly TempDirectory directory = new();
    private readonly CertificateAuthority own = new();
    private readonly CertificateAuthority other = new();

    private string CertificatePath => Path.Combine(directory.Path, "silo.pem");

    private string AuthorityPath => Path.Combine(directory.Path, "authority.pem");

    public void Dispose()
    {
        own.Dispose();
        other.Dispose();
        directory.Dispose();
    }

    [Fact]
    public void IsAccepted_OfTheOwnAuthority_WhateverTheNameIs()
    {
        var certificate = Load();

        Assert.True(IsAccepted(certificate, own.Sign("anything")));
        Assert.False(IsAccepted(certificate, other.Sign("silo")));
        Assert.False(IsAccepted(certificate, own.Sign("silo", TimeSpan.FromHours(-1))));
        Assert.False(certificate.IsAccepted(null, null));
    }

    [Fact]
    public void Files_AreReplaced_HoldAtTheNextConnection()
    {
        var certificate = Load();
        var first = certificate.Current.Thumbprint;

        Write(CertificatePath, "half a file");
        Assert.Equal(first, certificate.Current.Thumbprint);

        Write(CertificatePath, other.Sign("silo"));
        Write(AuthorityPath, own.Pem + "\n" + other.Pem);
        Assert.NotEqual(first, certificate.Current.Thumbprint);
        Assert.True(IsAccepted(certificate, other.Sign("silo")));
        Assert.True(IsAccepted(certificate, own.Sign("silo")));
    }

    [Theory]
    [InlineData("nothing.pem", "authority.pem")]
    [InlineData("silo.pem", "nothing.pem")]
    [InlineData("authority.pem", "authority.pem")]
    [InlineData("silo.pem", "empty.pem")]
    public void Files_AreNotWhatTheyAreToBe_AreRefusedAtTheStart(string certificate, string authority)
    {
        Load();
        File.WriteAllText(Path.Combine(directory.Path, "empty.pem"), "");

        var refusal = Assert.Throws<StartRefusedException>(() => new ClusterCertificate(new()
        {
            Certificate = Path.Combine(directory.Path, certificate),
            CertificateAuthority = Path.Combine(directory.Path, authority),
        }));

        Assert.Contains("Cluster:Certificate must name a PEM file", refusal.Message, StringComparison.Ordinal);
    }

    private ClusterCertificate Load()
    {
        File.WriteAllText(CertificatePath, own.Sign("silo"));
        File.WriteAllText(AuthorityPath, own.Pem);
        return new(new() { Certificate = CertificatePath, CertificateAuthority = AuthorityPath });
    }

    // With a time that no earlier version has, however fast the test is.
    private static void Write(string path, string text)
    {
        var written = File.GetLastWriteTimeUtc(path);
        File.WriteAllText(path, text);
        File.SetLastWriteTimeUtc(path, written.AddSeconds(1));
    }

    private static bool IsAccepted(ClusterCertificate certificate, string pem)
    {
        using var remote = X509Certificate2.CreateFromPem(pem);
        return certificate.IsAccepted(remote, null);
    }
}
