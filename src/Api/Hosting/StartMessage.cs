using Registry.Silo;

namespace Registry.Api;

/// <summary>What a person wants to see once the registry listens.</summary>
internal static partial class StartMessage
{
    public static void Write(WebApplication app, TextWriter output)
    {
        var urls = string.Join(", ", app.Urls);
        var data = Data(app.Configuration);
        if (!app.Environment.IsDevelopment())
        {
            LogStarted(app.Logger, urls, data);
            return;
        }

        var url = app.Urls.FirstOrDefault() ?? "";
        var issuer = app.Configuration["Auth:Authority"];
        var hub = HubExtensions.IsServed(app.Configuration) ? $"{Environment.NewLine}  hub     {url}/" : "";
        output.WriteLine($"""
            The registry listens on {urls}
              data    {data}{hub}
              tokens  {(issuer is null ? $"dotnet run --project src/Api -- token --role operator{DataDirectory.Argument(app.Configuration)}   (others: --help)" : $"from {issuer}")}
              docs    {url}{DocsExtensions.PagePath}   (OpenAPI: {url}{DocsExtensions.DocumentPath})
            Press Ctrl-C to stop.
            """);
    }

    private static string Data(IConfiguration configuration) => configuration[RegistrySettings.Provider] switch
    {
        StorageProviders.Memory => "in memory only: gone at the end",
        StorageProviders.AzureTables or StorageProviders.Postgres when GrainHosting.IsClient(configuration) => "with the silos of the cluster",
        StorageProviders.AzureTables => "in Azure tables",
        StorageProviders.Postgres => "in a PostgreSQL database",
        _ => DataDirectory.Of(configuration),
    };

    [LoggerMessage(LogLevel.Information, "The registry listens on {Urls}; data: {Data}")]
    private static partial void LogStarted(ILogger logger, string urls, string data);
}
