using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Registry.Silo;

namespace Registry.Api.Tests;

/// <summary>A person whose session can't be read just now is not taken for signed out.</summary>
public sealed class SessionGateTests(RegistryServer shared)
{
    [Fact]
    public async Task Request_WithACookieWhileTheClusterIsAway_Is503UntilItIsBack()
    {
        var link = new ClusterLink(TimeProvider.System, NullLogger<ClusterLink>.Instance);
        await using var app = Create(link);
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };

        Assert.Equal(HttpStatusCode.OK, await GetAsync(client, cookie: null));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await GetAsync(client, "session=1"));

        link.Open();
        link.NotifyGatewayCountChanged(1, 0, connectionRecovered: true);
        Assert.Equal(HttpStatusCode.OK, await GetAsync(client, "session=1"));
    }

    private static async Task<HttpStatusCode> GetAsync(HttpClient client, string? cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/page");
        if (cookie is not null)
        {
            request.Headers.Add("Cookie", cookie);
        }

        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private WebApplication Create(ClusterLink link)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<ApiMetrics>().AddProblems();
        builder.Services.AddSingleton(link).AddSingleton(shared.Services.GetRequiredService<IGrainFactory>()).AddSessionKeys();
        var app = builder.Build();
        app.UseProblems();
        app.UseSessionKeys();
        app.MapGet("/page", () => "hello");
        return app;
    }
}
