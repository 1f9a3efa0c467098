using System.Collections.Concurrent;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>Tells apps which of their client secrets are used: each at most once in a while, and beside the call that used it.</summary>
internal sealed partial class SecretUseReporter(IGrainFactory grains, TimeProvider clock, ILogger<SecretUseReporter> logger)
{
    // The app keeps one time an hour; this is how exact it is beyond that.
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(5);

    // A platform has far fewer apps that are active at a time; whoever makes up others does not get here.
    private const int Most = 100_000;

    private readonly ConcurrentDictionary<(AppId App, ClientSecretId Secret), DateTimeOffset> noted = new();

    public void Note(AppId app, ClientSecretId secret)
    {
        var now = clock.GetUtcNow();
        if (noted.TryGetValue((app, secret), out var last) && now - last < Period)
        {
            return;
        }

        if (noted.Count >= Most)
        {
            noted.Clear();
        }

        noted[(app, secret)] = now;

        // Not awaited: the caller does not wait for it.
        _ = ReportAsync(app, secret);
    }

    private async Task ReportAsync(AppId app, ClientSecretId secret)
    {
        try
        {
            await grains.GetApp(app).RecordSecretUseAsync(secret);
        }
        catch (Exception exception)
        {
            LogReportFailed(exception, secret, app);
        }
    }

    [LoggerMessage(LogLevel.Debug, "The use of the client secret {Secret} of {App} could not be noted; tried again with a later use")]
    private partial void LogReportFailed(Exception exception, ClientSecretId secret, AppId app);
}
