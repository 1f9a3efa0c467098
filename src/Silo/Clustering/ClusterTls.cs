using Orleans.Connections.Security;

namespace Registry.Silo;

/// <summary>TLS between the processes of a cluster, in which each shows a certificate.</summary>
internal static class ClusterTls
{
    // Sent, and not compared with what is on the certificate: silos come and go with their addresses.
    private const string ServerName = "registry-silo";

    public static void UseConfiguredTls(this ISiloBuilder silo, IConfiguration configuration)
    {
        if (Find(configuration) is { } certificate)
        {
            silo.UseTls(options => Configure(options, certificate));
        }
    }

    public static void UseConfiguredTls(this IClientBuilder client, IConfiguration configuration)
    {
        if (Find(configuration) is { } certificate)
        {
            client.UseTls(options => Configure(options, certificate));
        }
    }

    private static ClusterCertificate? Find(IConfiguration configuration)
    {
        var settings = configuration.GetSection(ClusterHostOptions.Section).Get<ClusterHostOptions>() ?? new();

        // Where only one of them is set, the validation of the options says so.
        return string.IsNullOrEmpty(settings.Certificate) || string.IsNullOrEmpty(settings.CertificateAuthority) ? null : new(settings);
    }

    private static void Configure(TlsOptions options, ClusterCertificate certificate)
    {
        options.LocalCertificate = certificate.Current;
        options.LocalServerCertificateSelector = (_, _) => certificate.Current;
        options.LocalClientCertificateSelector = (_, _, _, _, _) => certificate.Current;
        options.RemoteCertificateMode = RemoteCertificateMode.RequireCertificate;
        options.ClientCertificateMode = RemoteCertificateMode.RequireCertificate;
        options.RemoteCertificateValidation = (remote, chain, _) => certificate.IsAccepted(remote, chain);
        options.OnAuthenticateAsClient = (_, client) => client.TargetHost = ServerName;
    }
}
