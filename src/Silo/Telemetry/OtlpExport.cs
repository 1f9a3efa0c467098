using System.Globalization;
using OpenTelemetry.Exporter;

namespace Registry.Silo;

/// <summary>
/// Where one kind of telemetry is sent to, by the standard <c>OTEL_EXPORTER_OTLP_*</c> variables. Those of one signal
/// (<c>OTEL_EXPORTER_OTLP_TRACES_*</c>) go before those of all.
/// </summary>
internal sealed class OtlpExport
{
    public const string Traces = "TRACES";
    public const string Metrics = "METRICS";
    public const string Logs = "LOGS";

    private readonly IConfiguration configuration;
    private readonly string prefix;

    private OtlpExport(IConfiguration configuration, string signal)
    {
        this.configuration = configuration;
        prefix = $"OTEL_EXPORTER_OTLP_{signal}_";
    }

    /// <summary>The export of a signal; null where no endpoint is set, neither its own nor one for all.</summary>
    public static OtlpExport? Of(IConfiguration configuration, string signal)
    {
        var export = new OtlpExport(configuration, signal);
        return export.Own("ENDPOINT") is null && string.IsNullOrEmpty(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]) ? null : export;
    }

    /// <summary>Sets what is the signal's own; the exporter reads the variables for all signals itself.</summary>
    /// <exception cref="StartRefusedException">A variable does not have the form that it should.</exception>
    public void Apply(OtlpExporterOptions options)
    {
        if (Own("ENDPOINT") is { } endpoint)
        {
            options.Endpoint = Uri.TryCreate(endpoint, UriKind.Absolute, out var url) ? url : throw Refused("ENDPOINT", endpoint, "an absolute URL");
        }

        if (Own("PROTOCOL") is { } protocol)
        {
            options.Protocol = protocol switch
            {
                "grpc" => OtlpExportProtocol.Grpc,
                "http/protobuf" => OtlpExportProtocol.HttpProtobuf,
                _ => throw Refused("PROTOCOL", protocol, "grpc or http/protobuf"),
            };
        }

        if (Own("HEADERS") is { } headers)
        {
            options.Headers = headers;
        }

        if (Own("TIMEOUT") is { } timeout)
        {
            options.TimeoutMilliseconds = int.TryParse(timeout, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
                ? milliseconds
                : throw Refused("TIMEOUT", timeout, "a number of milliseconds");
        }
    }

    private string? Own(string name) => configuration[prefix + name] is { Length: > 0 } value ? value : null;

    private StartRefusedException Refused(string name, string value, string form) => new($"{prefix}{name} is '{value}': it must be {form}.");
}
