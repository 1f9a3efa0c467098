using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Registry.Silo;

/// <summary>Certificates that are trusted besides those that the operating system trusts.</summary>
internal sealed class TrustedRoots(X509Certificate2Collection roots)
{
    private bool Any => roots.Count > 0;

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

    /// <summary>Judges the certificate of an endpoint, after the operating system has.</summary>
    /// <exception cref="EndpointException">It is not to be trusted.</exception>
    public bool Demand(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        // Whoever has signed it, another host's certificate stays wrong.
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            throw new EndpointException("The TLS certificate is for another host.");
        }

        return errors == SslPolicyErrors.None || (Any && certificate is X509Certificate2 own && IsTrusted(own, chain))
            ? true
            : throw new EndpointException("The TLS certificate is not trusted.");
    }

    private bool IsTrusted(X509Certificate2 certificate, X509Chain? chain)
    {
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

        return second.Build(certificate);
    }
}
