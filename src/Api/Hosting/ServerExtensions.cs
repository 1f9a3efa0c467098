namespace Registry.Api;

/// <summary>Where the server listens, and how much it takes.</summary>
internal static class ServerExtensions
{
    private const string DefaultUrl = "http://127.0.0.1:5080";

    public static WebApplicationBuilder AddServer(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        string?[] addresses = [configuration["urls"], configuration["http_ports"], configuration["https_ports"]];
        if (addresses.All(string.IsNullOrEmpty) && !configuration.GetSection("Kestrel:Endpoints").Exists())
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = Limits.DiscardedBytes;
        });
        builder.Services.AddOptions<WebhookOptions>().BindConfiguration(WebhookOptions.Section).ValidateOnStart();
        return builder;
    }
}
