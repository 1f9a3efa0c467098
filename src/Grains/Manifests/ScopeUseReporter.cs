using Microsoft.Extensions.Logging;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>Tells apps which of their scopes are used, for the review: once a silo for each scope of an app, beside the check that uses it.</summary>
internal sealed partial class ScopeUseReporter(IGrainFactory grains, ILogger<ScopeUseReporter> logger)
{
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
            manifest.ForgetUse(scope);
            LogReportFailed(exception, scope, manifest.App);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The use of {Scope} by {App} could not be noted; the next use is tried again")]
    private partial void LogReportFailed(Exception exception, ScopeId scope, AppId app);
}
