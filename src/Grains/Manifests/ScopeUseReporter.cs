using Microsoft.Extensions.Logging;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>Tells apps which of their scopes are used, for the review: once a silo for each scope of an app, beside the check that uses it.</summary>
internal sealed partial class ScopeUseReporter(IGrainFactory grains, TimeProvider clock, ILogger<ScopeUseReporter> logger)
{
    // While the storage is down every check would try, and each try costs the app a write that fails.
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMinutes(1);

    public void Note(ManifestEntry manifest, ScopeId scope)
    {
        if (manifest.NoteUse(scope))
        {
            // Not awaited: a check waits for nobody.
            _ = ReportAsync(manifest, scope);
        }
    }

    private async Task ReportAsync(ManifestEntry manifest, ScopeId scope)
    {
        try
        {
            await grains.GetApp(manifest.App).RecordScopeUseAsync([scope]);
        }
        catch (Exception exception)
        {
            LogReportFailed(exception, scope, manifest.App);
            await Task.Delay(RetryDelay, clock);
            manifest.ForgetUse(scope);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The use of {Scope} by {App} could not be noted; tried again with a later use")]
    private partial void LogReportFailed(Exception exception, ScopeId scope, AppId app);
}
