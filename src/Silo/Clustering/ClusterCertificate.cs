using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Registry.Silo;

/// <summary>
/// What this process shows to the others of its cluster, and which of theirs it accepts: those of the cluster's own authority,
/// whatever name is on them. Read anew when a file changes, so certificates are renewed without a restart.
/// </summary>
internal sealed class ClusterCertificate
{
    private readonly string certificatePath;
    private readonly string keyPath;
    private readonly string authorityPath;
    private volatile Loaded loaded;

    /// <exception cref="StartRefusedException">A file can't be read, or is no such thing.</exception>
    public ClusterCertificate(ClusterHostOptions options)
    {
        certificatePath = Path.GetFullPath(options.Certificate!);
        keyPath = Path.GetFullPath(options.CertificateKey ?? options.Certificate!);
        authorityPath = Path.GetFullPath(options.CertificateAuthority!);
        try
        {
            loaded = Load();
        }
        catch (Exception exception) when (IsOfFiles(exception))
        {
            throw new StartRefusedException(
                $"The certificate of the cluster can't be read: {exception.Message} {ClusterHostOptions.Section}:{nameof(options.Certificate)} must name a PEM file with a certificate, "
                + $"{nameof(options.CertificateKey)} one with its private key (left out: the same file), {nameof(options.CertificateAuthority)} one with the certificates of the authorities.",
                exception);
        }
    }

    /// <summary>The certificate to show.</summary>
    public X509Certificate2 Current => Fresh().Certificate;

    /// <summary>Whether another process shows a certificate of the cluster's authority that is valid now.</summary>
    public bool IsAccepted(X509Certificate2? remote, X509Chain? shown)
    {
        if (remote is null)
        {
            return false;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(Fresh().Authorities);

        // The cluster's own authority has no list that it could be looked up in: what it revokes is replaced by a new authority.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        if (shown is not null)
        {
            chain.ChainPolicy.ExtraStore.AddRange(shown.ChainElements.Select(element => element.Certificate).ToArray());
        }

        return chain.Build(remote);
    }

    // A file that is just being written is read at the next connection; until then holds what was read before.
    private Loaded Fresh()
    {
        var current = loaded;
        if (current.Written != Written())
        {
            try
            {
                loaded = current = Load();
            }
            catch (Exception exception) when (IsOfFiles(exception))
            {
            }
        }

        return current;
    }

    private Loaded Load()
    {
        var written = Written();
        using var pem = X509Certificate2.CreateFromPemFile(certificatePath, keyPath);
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(authorityPath);

        // Windows wants keys that were imported, and not only read.
        return authorities.Count == 0
            ? throw new CryptographicException($"There is no certificate in {authorityPath}.")
            : new(X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null), authorities, written);
    }

    private static bool IsOfFiles(Exception exception) => exception is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException;

    private (DateTime Certificate, DateTime Key, DateTime Authority) Written() =>
        (File.GetLastWriteTimeUtc(certificatePath), File.GetLastWriteTimeUtc(keyPath), File.GetLastWriteTimeUtc(authorityPath));

    private sealed record Loaded(X509Certificate2 Certificate, X509Certificate2Collection Authorities, (DateTime Certificate, DateTime Key, DateTime Authority) Written);
}
