using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Registry.Silo;

/// <summary>Traces, metrics and logs. They leave the process where the standard <c>OTEL_*</c> variables say so.</summary>
internal static class TelemetryExtensions
{
    // Orleans counts by peer, and each start of a process is another peer for ever: after a hundred restarts a scrape has a
    // megabyte, and memory has grown by several. Which of these labels stay, of which instruments.
    private static readonly (string Instruments, string[] Labels)[] WithoutPeers =
    [
        ("orleans-messaging-sent-messages-size", ["ConnectionDirection", "MessageDirection"]),
        ("orleans-messaging-received-messages-size", ["ConnectionDirection", "MessageDirection"]),
        ("orleans-messaging-pings-*", []),
    ];

    // What costs each request as much as a check, and tells little: of each what its route says anyway; how many there are, where a
    // check is gone in 20 µs and registry.api.requests.active has those that take longer; the buffers that the server borrows and gives back.
    private static readonly string[] Costly = ["aspnetcore.routing.match_attempts", "http.server.active_requests", "aspnetcore.memory_pool.*"];

    /// <param name="builder">The program.</param>
    /// <param name="service">The name that the program goes by, unless <c>OTEL_SERVICE_NAME</c> says otherwise.</param>
    /// <param name="meters">Meters of the program that come on top of the silo's.</param>
    public static WebApplicationBuilder AddTelemetry(this WebApplicationBuilder builder, string service, params string[] meters)
    {
        builder.Logging.Configure(options => options.ActivityTrackingOptions = ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId);
        builder.Services.AddHostedService<UnobservedExceptions>();
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(service, serviceVersion: Version()).AddEnvironmentVariableDetector())
            .AddMetrics(meters, OtlpExport.Of(builder.Configuration, OtlpExport.Metrics))
            .AddTraces(OtlpExport.Of(builder.Configuration, OtlpExport.Traces))
            .AddLogs(OtlpExport.Of(builder.Configuration, OtlpExport.Logs));
        return builder;
    }

    public static void MapMetrics(this IEndpointRouteBuilder routes) => routes.MapPrometheusScrapingEndpoint("/metrics").AllowAnonymous();

    private static OpenTelemetryBuilder AddMetrics(this OpenTelemetryBuilder telemetry, string[] meters, OtlpExport? export) => telemetry.WithMetrics(metrics =>
    {
        metrics.AddAspNetCoreInstrumentation()
            .AddRuntimeInstrumentation()
            .AddMeter(["Microsoft.Orleans", "Registry.Grains", SiloMetrics.MeterName, .. meters])
            .AddPrometheusExporter();

        foreach (var instrument in Costly)
        {
            metrics.AddView(instrument, MetricStreamConfiguration.Drop);
        }

        foreach (var (instruments, labels) in WithoutPeers)
        {
            metrics.AddView(instruments, new MetricStreamConfiguration { TagKeys = labels });
        }

        if (export is not null)
        {
            metrics.AddOtlpExporter(export.Apply);
        }
    });

    // Spans that nobody collects would make every check several times as dear. The source of Orleans' own runtime is left out:
    // its timers and its membership are no part of any request.
    private static OpenTelemetryBuilder AddTraces(this OpenTelemetryBuilder telemetry, OtlpExport? export) => export is null
        ? telemetry
        : telemetry.WithTracing(tracing => tracing
            .AddAspNetCoreInstrumentation(options => options.Filter = IsWorthTracing)
            .AddSource("Microsoft.Orleans.Application")
            .AddProcessor(new HealthTraces())
            .AddOtlpExporter(export.Apply));

    private static OpenTelemetryBuilder AddLogs(this OpenTelemetryBuilder telemetry, OtlpExport? export) => export is null
        ? telemetry
        : telemetry.WithLogging(logging => logging.AddOtlpExporter(export.Apply), options => options.IncludeScopes = true);

    // Probes and scrapes come every few seconds and would bury the rest.
    private static bool IsWorthTracing(HttpContext context) =>
        !context.Request.Path.StartsWithSegments("/health") && !context.Request.Path.StartsWithSegments("/metrics");

    private static string? Version() => typeof(TelemetryExtensions).Assembly.GetName().Version?.ToString(3);
}
