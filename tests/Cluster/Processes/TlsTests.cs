using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Registry.Servers;

namespace Registry.Cluster.Tests;

/// <summary>A cluster whose processes show each other certificates works, and lets nobody else in.</summary>
[Collection(nameof(ProcessCollection))]
public sealed class TlsTests
{
    [Fact]
    public async Task Cluster_WithCertificates_AnswersAndLetsNobodyElseIn()
    {
        using var directory = new TempDirectory();
        using var own = new CertificateAuthority();
        using var other = new CertificateAuthority();
        var (certificate, authority) = (Path.Combine(directory.Path, "process.pem"), Path.Combine(directory.Path, "authority.pem"));
        await File.WriteAllTextAsync(certificate, own.Sign("process"), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(authority, own.Pem, TestContext.Current.CancellationToken);
        await using var storage = await ClusterStorage.StartAsync("Postgres");

        await using var cluster = await ClusterOfProcesses.StartAsync(
            2, 1, [.. storage.Settings(storage.Port), new("Cluster:Certificate", certificate), new("Cluster:CertificateAuthority", authority)]);
        var client = new RecordingClient("api", cluster.Apis[0].Address, cluster.Token, new());
        await new StormScene().RegisterAsync(client);

        foreach (var silo in cluster.Silos)
        {
            Assert.False(await IsLetInAsync(silo.Port, null));
            Assert.False(await IsLetInAsync(silo.Port, other.Sign("process")));
            Assert.False(await IsLetInAsync(silo.Port, own.Sign("process", TimeSpan.FromHours(-1))));
        }

        // An API process without a certificate of the cluster finds the silos in the table and reaches none.
        var stranger = cluster.LaunchApi(new("Cluster:Certificate", ""), new("Cluster:CertificateAuthority", ""));
        await Until.TrueAsync(() => stranger.Output.Contains("gateway", StringComparison.OrdinalIgnoreCase));
        Assert.False(await stranger.IsReadyAsync());
    }

    // With TLS 1.3 a client learns that it was turned away when it first reads.
    private static async Task<bool> IsLetInAsync(int port, string? pem)
    {
        using var tcp = new TcpClient();
        await tcp.ConnectAsync("127.0.0.1", port, TestContext.Current.CancellationToken);
        await using var tls = new SslStream(tcp.GetStream());
        using var certificate = pem is null ? null : X509Certificate2.CreateFromPem(pem, pem);
        try
        {
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = "silo",
                    ClientCertificates = certificate is null ? [] : [certificate],
                    RemoteCertificateValidationCallback = (_, server, _, _) => server?.Subject == "CN=process",
                },
                TestContext.Current.CancellationToken);
            return await tls.ReadAsync(new byte[1], TestContext.Current.CancellationToken) > 0;
        }
        catch (Exception exception) when (exception is IOException or AuthenticationException)
        {
            return false;
        }
    }
}
