using Microsoft.Extensions.Configuration;
using OpenTelemetry.Exporter;
using Registry.Silo;

namespace Registry.Api.Tests;

/// <summary>The <c>OTEL_EXPORTER_OTLP_*</c> variables, each signal by itself.</summary>
public sealed class OtlpExportTests
{
    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "/own", "/own")]
    [InlineData("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "/own", "/own")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "", "/v1/metrics /v1/traces")]
    public async Task Endpoint_OfASignalOrOfAll_TurnsOnWhatItNames(string variable, string path, string expected)
    {
        await using var collector = await OtlpCollector.StartAsync();
        var protocol = variable.Replace("ENDPOINT", "PROTOCOL", StringComparison.Ordinal);
        await using (var server = new RegistryServer($"--{variable}={collector.Url}{path}", $"--{protocol}=http/protobuf"))
        {
            await server.InitializeAsync();
            var scene = new Scene(server);
            await scene.InstallAsync();
            (await scene.Nobody.GetAsync("/health/ready")).Is(200);
        }

        Assert.Equal(expected.Split(' '), collector.Paths);
        if (variable != "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT")
        {
            Assert.Contains("IInstallationGrain/", collector.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("IHealthGrain/", collector.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("Microsoft.Orleans.Runtime", collector.Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(OtlpExport.Traces)]
    [InlineData(OtlpExport.Metrics)]
    [InlineData(OtlpExport.Logs)]
    public void Settings_OfASignal_AreItsOwn(string signal)
    {
        var configuration = Configuration(
            ($"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT", "http://own.example:4318/x"), ($"OTEL_EXPORTER_OTLP_{signal}_PROTOCOL", "http/protobuf"),
            ($"OTEL_EXPORTER_OTLP_{signal}_HEADERS", "key=value"), ($"OTEL_EXPORTER_OTLP_{signal}_TIMEOUT", "1234"));
        var options = new OtlpExporterOptions();

        string[] signals = [OtlpExport.Traces, OtlpExport.Metrics, OtlpExport.Logs];
        Assert.Equal([signal], signals.Where(other => OtlpExport.Of(configuration, other) is not null));
        OtlpExport.Of(configuration, signal)!.Apply(options);

        Assert.Equal(("http://own.example:4318/x", OtlpExportProtocol.HttpProtobuf, "key=value", 1234), (options.Endpoint.OriginalString, options.Protocol, options.Headers, options.TimeoutMilliseconds));
    }

    [Theory]
    [InlineData("ENDPOINT", "collector")]
    [InlineData("PROTOCOL", "http/xml")]
    [InlineData("TIMEOUT", "10s")]
    public void Settings_OfAnotherForm_AreRefusedByName(string name, string value)
    {
        var configuration = Configuration(("OTEL_EXPORTER_OTLP_ENDPOINT", "http://all.example"), ($"OTEL_EXPORTER_OTLP_LOGS_{name}", value));
        var refusal = Assert.Throws<StartRefusedException>(() => OtlpExport.Of(configuration, OtlpExport.Logs)!.Apply(new OtlpExporterOptions()));
        Assert.Contains($"OTEL_EXPORTER_OTLP_LOGS_{name} is '{value}'", refusal.Message, StringComparison.Ordinal);
    }

    private static IConfiguration Configuration(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build();
}
