using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Registry.Api.Tests.OAuth;

/// <summary>nginx in front of an API that knows nothing of tokens, with the configuration of docs/oauth.md.</summary>
public sealed class GatewayTests(RegistryServer server)
{
    [Fact]
    public async Task Nginx_LetsThroughWhatTheRegistryPermits_AndPassesRefusalsOn()
    {
        var oauth = await OAuthScene.MakeAsync(server);
        var token = await oauth.TokenAsync("read_tags");
        await using var tags = await TagsAsync();
        using var directory = new TemporaryDirectory();
        using var nginx = await NginxAsync(directory.Path, new Uri(server.Url).Authority, new Uri(tags.Urls.First()).Authority);
        try
        {
            using var gateway = new HttpClient { BaseAddress = nginx.Url };

            var allowed = await new HttpCaller(gateway, token).GetAsync("/tags");
            Assert.Equal($"tags of {oauth.Scene.Workspace}", allowed.Is(200).Text);
            Assert.Equal("Bearer realm=\"registry\"", (await new HttpCaller(gateway, null).GetAsync("/tags")).Is(401).Headers["WWW-Authenticate"]);
            Assert.Contains("invalid_token", (await new HttpCaller(gateway, "nonsense").GetAsync("/tags")).Is(401).Headers["WWW-Authenticate"], StringComparison.Ordinal);

            (await oauth.Scene.Admin.DeleteAsync($"{oauth.Scene.InstallationPath}/scopes/read_tags")).Is(200);
            Assert.Contains("insufficient_scope", (await new HttpCaller(gateway, token).GetAsync("/tags")).Is(403).Headers["WWW-Authenticate"], StringComparison.Ordinal);
        }
        finally
        {
            nginx.Process.Kill(entireProcessTree: true);
        }
    }

    private static async Task<WebApplication> TagsAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/tags", (HttpContext context) => $"tags of {context.Request.Headers["Workspace"]}");
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    private static async Task<Gateway> NginxAsync(string directory, string registry, string tags)
    {
        for (var attempt = 1; ; attempt++)
        {
            // Somebody else may take the port meanwhile: then nginx ends, and another one is tried.
            var port = Random.Shared.Next(15_000, 32_000);
            await File.WriteAllTextAsync(Path.Combine(directory, "nginx.conf"), Configuration(directory, port, registry, tags), TestContext.Current.CancellationToken);
            var process = Process.Start(new ProcessStartInfo("nginx", ["-p", directory, "-c", "nginx.conf", "-e", "stderr"]) { RedirectStandardError = true })
                ?? throw new InvalidOperationException("nginx did not start.");
            var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
            var gateway = new Gateway(process, new($"http://127.0.0.1:{port}"));
            await Until.TrueAsync(async () => process.HasExited || await ListensAsync(gateway.Url));
            if (!process.HasExited)
            {
                return gateway;
            }

            gateway.Dispose();
            Assert.True(attempt < 5, await errors);
        }
    }

    private static async Task<bool> ListensAsync(Uri url)
    {
        using var client = new HttpClient();
        try
        {
            using var answer = await client.GetAsync(url, TestContext.Current.CancellationToken);
            return answer.StatusCode == HttpStatusCode.NotFound;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static string Configuration(string directory, int port, string registry, string tags) => $$"""
        daemon off;
        master_process off;
        pid {{directory}}/nginx.pid;
        events { }
        http {
            access_log off;
            client_body_temp_path {{directory}}/body;
            proxy_temp_path {{directory}}/proxy;
            fastcgi_temp_path {{directory}}/fastcgi;
            uwsgi_temp_path {{directory}}/uwsgi;
            scgi_temp_path {{directory}}/scgi;
            upstream registry { server {{registry}}; }
            upstream tags { server {{tags}}; }
            map $status $challenge_of_refusal { 403 $challenge; }
            server {
                listen 127.0.0.1:{{port}};
                location / {
                    return 404;
                }

                location /tags {
                    auth_request /may-read-tags;
                    auth_request_set $workspace $upstream_http_registry_workspace;
                    auth_request_set $challenge $upstream_http_www_authenticate;
                    add_header WWW-Authenticate $challenge_of_refusal always;
                    proxy_set_header Workspace $workspace;
                    proxy_pass http://tags;
                }

                location = /may-read-tags {
                    internal;
                    proxy_pass http://registry/v1/authorize?scope=read_tags;
                    proxy_pass_request_body off;
                    proxy_set_header Content-Length "";
                }
            }
        }
        """;

    private sealed record Gateway(Process Process, Uri Url) : IDisposable
    {
        public void Dispose() => Process.Dispose();
    }
}
