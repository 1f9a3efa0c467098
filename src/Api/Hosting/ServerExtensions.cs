using System.Security.Authentication;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace Registry.Api;

/// <summary>Where the server listens, and how much it takes.</summary>
internal static class ServerExtensions
{
    private const string DefaultUrl = "http://127.0.0.1:5080";

    // A body that comes too slowly is ended by the server's own rule.
    private static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(15);

    public static WebApplicationBuilder AddServer(this WebApplicationBuilder builder)
    {
        builder.AddDrain();
        var configuration = builder.Configuration;
        string?[] addresses = [configuration["urls"], configuration["http_ports"], configuration["https_ports"]];
        if (addresses.All(string.IsNullOrEmpty) && !configuration.GetSection("Kestrel:Endpoints").Exists())
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        builder.Services.AddSingleton<IMemoryPoolFactory<byte>, ServerMemory.Factory>();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;

            // Whatever the operating system still permits.
            kestrel.ConfigureHttpsDefaults(https => https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13);
            kestrel.Limits.MaxRequestBodySize = Limits.DiscardedBytes;

            // Who holds connections without sending anything holds no more than these, and none of them for long.
            kestrel.Limits.MaxConcurrentConnections = kestrel.ApplicationServices.GetRequiredService<IOptions<OverloadOptions>>().Value.MaxConnections;
            kestrel.Limits.RequestHeadersTimeout = HeadersTimeout;

            // Every byte is a character in Latin-1, so each header gets to the code that explains what is wrong with it;
            // as UTF-8, the server would refuse the request without a word.
            kestrel.RequestHeaderEncodingSelector = _ => Encoding.Latin1;
        });
        return builder;
    }

    private static void AddDrain(this WebApplicationBuilder builder)
    {
        var options = builder.Services.AddOptions<ServerOptions>();
        if (builder.Environment.IsDevelopment())
        {
            // Before what is configured, which counts more. Whoever presses Ctrl-C there waits for nobody.
            options.Configure(server => server.DrainTime = TimeSpan.Zero);
        }

        options.BindConfiguration(ServerOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<ServerOptions>, ServerOptionsValidator>();
        builder.Services.AddHostedService<Drain>();

        // What is under way after that has as much time as without it.
        builder.Services.AddOptions<HostOptions>().PostConfigure<IOptions<ServerOptions>>((host, server) => host.ShutdownTimeout += server.Value.DrainTime);
    }
}
