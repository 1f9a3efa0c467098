using System.Net;
using Microsoft.Extensions.Options;

namespace Registry.Silo;

internal sealed class ClusterHostOptionsValidator : IValidateOptions<ClusterHostOptions>
{
    public ValidateOptionsResult Validate(string? name, ClusterHostOptions options) => new SettingRules(ClusterHostOptions.Section)
        .IsNotEmpty(nameof(options.ClusterId), options.ClusterId, "it must name a cluster")
        .IsNotEmpty(nameof(options.ServiceId), options.ServiceId, "it must name a service")
        .Check(
            options.AdvertisedAddress is null || IPAddress.TryParse(options.AdvertisedAddress, out _),
            nameof(options.AdvertisedAddress),
            options.AdvertisedAddress,
            "it must be an IP address, such as 10.0.0.4")
        .IsBetween(nameof(options.SiloPort), options.SiloPort, 1, IPEndPoint.MaxPort)
        .IsBetween(nameof(options.GatewayPort), options.GatewayPort, 1, IPEndPoint.MaxPort)
        .Check(options.GatewayPort != options.SiloPort, nameof(options.GatewayPort), $"{options.GatewayPort}", "it must not be Cluster:SiloPort too")
        .IsBetween(nameof(options.LivenessLease), options.LivenessLease, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(30))
        .IsBetween(nameof(options.ProbePeriod), options.ProbePeriod, TimeSpan.FromSeconds(0.2), TimeSpan.FromSeconds(10))
        .IsBetween(nameof(options.MissedProbes), options.MissedProbes, 1, 20)
        .IsBetween(nameof(options.MaxClockSkew), options.MaxClockSkew, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5))
        .Check(
            string.IsNullOrEmpty(options.Certificate) == string.IsNullOrEmpty(options.CertificateAuthority),
            nameof(options.CertificateAuthority),
            options.CertificateAuthority,
            "it must be set where Cluster:Certificate is, and only there")
        .Result;
}
