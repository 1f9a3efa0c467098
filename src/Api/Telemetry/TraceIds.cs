using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Registry.Front;

namespace Registry.Api;

/// <summary>
/// Gives a request a trace id where no traces are collected: problems, logs and the history name it, and the one that a
/// caller sends (W3C trace context) is kept. The server would make an activity and a scope of the log of every request, which
/// cost as much as a check; it is told not to (<c>Microsoft.AspNetCore.Hosting.Diagnostics</c> in appsettings.json), and what is
/// answered at once goes without; where such an answer needs an id, it is made then (<see cref="RequestTrace"/>).
/// </summary>
internal static class TraceIds
{
    private const string ServerCategory = "Microsoft.AspNetCore.Hosting.Diagnostics";

    // Under these names the server puts them into the log, too.
    private static readonly Func<ILogger, string, string, IDisposable?> BeginScope =
        LoggerMessage.DefineScope<string, string>("RequestPath:{RequestPath} RequestId:{RequestId}");

    /// <summary>Comes after what is answered at once, and before everything that names a request.</summary>
    public static void Use(WebApplication app)
    {
        var loggers = app.Services.GetRequiredService<ILoggerFactory>();
        var (own, server) = (loggers.CreateLogger(typeof(TraceIds).FullName!), loggers.CreateLogger(ServerCategory));
        app.Use(async (context, next) =>
        {
            // The server has made the first where traces are collected, and both where it logs requests.
            using var activity = context.Features.Get<IHttpActivityFeature>()?.Activity is null ? Start(context) : null;
            using var scope = server.IsEnabled(LogLevel.Critical) ? null : BeginScope(own, context.Request.Path, context.TraceIdentifier);
            await next(context);
        });
    }

    private static Activity Start(HttpContext context)
    {
        var activity = new Activity("request");
        if (RequestTrace.TryReadParent(context, out var parent))
        {
            activity.SetParentId(parent.TraceId, parent.SpanId, parent.TraceFlags);
            activity.TraceStateString = parent.TraceState;
        }

        return activity.Start();
    }
}
