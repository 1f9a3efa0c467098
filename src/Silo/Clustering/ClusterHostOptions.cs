namespace Registry.Silo;

/// <summary>How processes find and reach each other. Section <c>Cluster</c> of the configuration.</summary>
public sealed class ClusterHostOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Cluster";

    /// <summary>
    /// Whether the HTTP API has a silo in its own process (<see cref="ClusterMode.Embedded"/>, default) or is a client of
    /// silos elsewhere (<see cref="ClusterMode.Client"/>). The silo program has no choice.
    /// </summary>
    public ClusterMode Mode { get; set; }

    /// <summary>
    /// Which silos belong together: those of one cluster id. The storage remembers it; a silo with another one is refused.
    /// Default <c>registry</c>.
    /// </summary>
    public string ClusterId { get; set; } = "registry";

    /// <summary>
    /// Whether this silo may take the storage over from the cluster id that is recorded there, once no silo of that one runs.
    /// Meant for the time of the change. Default false.
    /// </summary>
    public bool ReplaceClusterId { get; set; }

    /// <summary>Whose data it is. The storage remembers the service id that it was made with; a start with another one is refused. Default <c>registry</c>.</summary>
    public string ServiceId { get; set; } = "registry";

    /// <summary>
    /// The IP address at which other processes reach this silo. Default: the first address of this machine that is not a
    /// loopback one; in Kubernetes give the pod's IP.
    /// </summary>
    public string? AdvertisedAddress { get; set; }

    /// <summary>The TCP port for other silos. Default 11111, 1 to 65535.</summary>
    public int SiloPort { get; set; } = 11_111;

    /// <summary>The TCP port for API processes. Default 30000, 1 to 65535.</summary>
    public int GatewayPort { get; set; } = 30_000;

    /// <summary>
    /// How long a silo may go on to answer after it last made sure that the cluster counts it as alive; so also how long the
    /// others wait, after they have declared it dead, before they answer for its installations. Shorter means a shorter
    /// outage after a crash, and refused calls when the storage is slower than that. Default 2 s, 0.5 to 30 s.
    /// </summary>
    public TimeSpan LivenessLease { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How often each silo asks others for a sign of life, and how long it waits for it. Default 1 s, 0.2 to 10 s.
    /// </summary>
    public TimeSpan ProbePeriod { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>After how many signs of life missed in a row a silo is suspected. Default 3, 1 to 20.</summary>
    public int MissedProbes { get; set; } = 3;

    /// <summary>How far the clock of this machine may be off from the storage's at the start. Default 30 s, 1 s to 5 min.</summary>
    public TimeSpan MaxClockSkew { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// A PEM file with the certificate that this process shows to the others of the cluster. With it, all connections between silos,
    /// and between them and API processes, are TLS in which each side shows one. Default: none, and no TLS.
    /// </summary>
    public string? Certificate { get; set; }

    /// <summary>A PEM file with the private key of <see cref="Certificate"/>. Default: the same file.</summary>
    public string? CertificateKey { get; set; }

    /// <summary>
    /// A PEM file with the certificates of the authorities whose certificates are accepted, whatever name is on them: one that signs
    /// for nobody but this cluster.
    /// </summary>
    public string? CertificateAuthority { get; set; }
}
