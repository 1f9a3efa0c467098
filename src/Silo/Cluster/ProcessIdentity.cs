using System.Reflection;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>Who this process is to the cluster.</summary>
/// <param name="kind">What it does.</param>
/// <param name="silo">Its silo; null for one without.</param>
/// <param name="clock">The time.</param>
internal sealed class ProcessIdentity(ProcessKind kind, ILocalSiloDetails? silo, TimeProvider clock)
{
    private readonly string id = Guid.NewGuid().ToString("N");
    private readonly string name = $"{Environment.MachineName}/{Environment.ProcessId}";
    private readonly long startedAt = clock.GetTimestamp();

    private static readonly string Version =
        typeof(ProcessIdentity).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    public ProcessSamples ToReport(ProcessSampler sampler, long known, bool isLast) => new()
    {
        Process = id,
        Kind = kind,
        Name = name,
        Version = Version,
        Silo = silo?.SiloAddress.ToString(),
        Uptime = clock.GetElapsedTime(startedAt),
        IsLast = isLast,
        Oldest = sampler.Oldest,
        Samples = sampler.After(known),
    };
}
