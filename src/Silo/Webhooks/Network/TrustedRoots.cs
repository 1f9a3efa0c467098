using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Registry.Silo;

/// <summary>Certificates that are trusted besides those that the operating system trusts.</summary>
internal sealed class TrustedRoots(X509Certificate2Collection roots)
{
    public static TrustedRoots Load(string? path)
    {
        var roots = new X509Certificate2Collection();
        if (path is not null)
        {
            roots.ImportFromPemFile(path);
        }

        return new(roots);
    }

    public static bool CanLoad(string? path)
    {
        try
        {
            return path is null || Load(path).Any;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            return false;
        }
    }

    private bool Any => roots.Count > 0;

    /// <summary>Judges the certificate of an endpoint, after the operating system has.</summary>
    public bool Judge(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
        {
            return true;
        }

        // Another host's certificate stays wrong, whoever has signed it.
        if (errors != SslPolicyErrors.RemoteCertificateChainErrors || !Any || certificate is not X509Certificate2 own)
        {
            return false;
        }

        using var second = new X509Chain();
        second.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        second.ChainPolicy.CustomTrustStore.AddRange(roots);
        second.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        second.ChainPolicy.DisableCertificateDownloads = true;
        second.ChainPolicy.ApplicationPolicy.Add(new Oid("1.3.6.1.5.5.7.3.1", "TLS server"));
        foreach (var element in chain?.ChainElements.Select(element => element.Certificate) ?? [])
        {
            second.ChainPolicy.ExtraStore.Add(element);
        }

        return second.Build(own);
    }
}
