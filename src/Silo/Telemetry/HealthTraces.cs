using System.Diagnostics;
using OpenTelemetry;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>
/// Leaves out the grain calls of health probes. Their requests are not traced, so each call would start a trace of its
/// own, every few seconds.
/// </summary>
internal sealed class HealthTraces : BaseProcessor<Activity>
{
    public override void OnStart(Activity data)
    {
        if (data.OperationName.Contains(nameof(IHealthGrain), StringComparison.Ordinal))
        {
            data.IsAllDataRequested = false;
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        }
    }
}
