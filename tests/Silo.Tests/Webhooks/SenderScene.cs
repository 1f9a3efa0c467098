using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Registry.Grains;
using Registry.Grains.Interfaces;
using Registry.Servers;

namespace Registry.Silo.Tests;

/// <summary>A sender as it is registered, which knows the host <c>hook.test</c> and trusts the certificate that it has here.</summary>
internal sealed class SenderScene : IAsyncDisposable
{
    public const string Host = "hook.test";

    public const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private readonly TempDirectory directory = new();
    private readonly ServiceProvider services;

    /// <param name="configure">What is set beyond a limit of time that no slow machine meets, and the loopback network.</param>
    /// <param name="clock">Null for the system's.</param>
    /// <param name="network">Null for the real one.</param>
    public SenderScene(Action<WebhookOptions>? configure = null, TimeProvider? clock = null, HttpMessageHandler? network = null)
    {
        Lookup.Set(Host, "127.0.0.1");
        var pem = Path.Combine(directory.Path, "trusted.pem");
        File.WriteAllText(pem, Certificate.ExportCertificatePem());

        var collection = new ServiceCollection();
        collection.AddLogging().AddMetrics();
        collection.AddSingleton(clock ?? TimeProvider.System);
        collection.AddSingleton<IHostLookup>(Lookup);
        collection.Configure<WebhookOptions>(options =>
        {
            options.Timeout = TimeSpan.FromSeconds(30);
            options.AllowedNetworks = "127.0.0.0/8";
            options.TrustedCertificates = pem;
            configure?.Invoke(options);
        });
        collection.AddWebhooks();
        collection.AddSingleton<IWebhookSecrets>(Secrets);
        if (network is not null)
        {
            collection.AddSingleton(provider => new EndpointClient(
                network,
                provider.GetRequiredService<EndpointRules>(),
                provider.GetRequiredService<IOptions<WebhookOptions>>(),
                provider.GetRequiredService<TimeProvider>()));
        }

        services = collection.BuildServiceProvider();
    }

    public X509Certificate2 Certificate { get; } = TestCertificate.ForHost(Host);

    public TestLookup Lookup { get; } = new();

    public PlainSecrets Secrets { get; } = new();

    public IServiceProvider Services => services;

    public IWebhookSender Sender => services.GetRequiredService<IWebhookSender>();

    public AppLanes Lanes => services.GetRequiredService<AppLanes>();

    public static WebhookMessage Message(string url, AppId? app = null, params string[] secrets) => new()
    {
        App = app ?? Sample.App(),
        Url = new(url),
        MessageId = "msg_1",
        Body = Encoding.UTF8.GetBytes("""{"test": 1}"""),
        Secrets = secrets is [] ? [Secret] : [.. secrets],
    };

    public Task<WebhookAnswer> SendAsync(string url, AppId? app = null) => Sender.SendAsync(Message(url, app), TestContext.Current.CancellationToken);

    public Task<WebhookAnswer> SendAsync(int port) => SendAsync($"https://{Host}:{port}/hook");

    public Task<WebhookAnswer> ProbeAsync(string url) => Sender.ProbeAsync(new(url), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        Certificate.Dispose();
        directory.Dispose();
    }
}
