using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Registry.Front;
using Registry.Grains.Interfaces;

namespace Registry.Api.Tests;

/// <summary>The real host on a free port, over memory. Tests share it and use ids of their own.</summary>
public sealed class RegistryServer : IAsyncLifetime
{
    private readonly TemporaryDirectory directory = new();
    private readonly WebApplication app;
    private HttpClient? client;
    private LocalIssuer? issuer;

    public RegistryServer()
        : this(settings: [])
    {
    }

    internal RegistryServer(params string[] settings)
        : this(addServices: null, settings)
    {
    }

    internal RegistryServer(Action<IServiceCollection>? addServices, params string[] settings) => app = RegistryApi.Create(
        [
            "--urls=http://127.0.0.1:0",
            "--environment=Development",
            "--Storage:Provider=Memory",
            $"--Storage:Path={directory.Path}",
            "--Server:DrainTime=00:00:00",
            "--Logging:LogLevel:Default=None",
            "--Logging:LogLevel:Registry=None",
            .. settings,
        ],
        addServices);

    public IServiceProvider Services => app.Services;

    public string Url => app.Urls.First();

    public HttpClient Client => client ?? throw new InvalidOperationException("Not started.");

    public string DataDirectory => directory.Path;

    public async ValueTask InitializeAsync()
    {
        await app.StartAsync();
        client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(Url) };
    }

    public async ValueTask DisposeAsync()
    {
        client?.Dispose();
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
        directory.Dispose();
    }

    public Task StopAsync() => app.StopAsync(CancellationToken.None);

    /// <summary>Who issues its tokens, as the command does.</summary>
    internal LocalIssuer Issuer => issuer ??= new(LocalIssuerKey.LoadOrCreate(DataDirectory), Services.GetRequiredService<IOptions<AuthOptions>>().Value);

    internal string Token(string[] roles, string? workspace = null, string? developer = null, DateTimeOffset? issued = null) =>
        Issuer.Issue(
            new TokenRequest(
                roles,
                workspace is null ? null : WorkspaceId.Parse(workspace),
                developer is null ? null : DeveloperId.Parse(developer)),
            Guid.NewGuid().ToString("N"),
            issued ?? TimeProvider.System.GetUtcNow(),
            TimeSpan.FromHours(1));

    internal static RSA NewKey() => RSA.Create(2048);
}
