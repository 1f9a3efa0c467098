using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Runtime;
using Orleans.Storage;
using Registry.Grains.Interfaces;

namespace Registry.Api.Tests;

/// <summary>What callers are told where something breaks.</summary>
public sealed class ExceptionProblemsTests(RegistryServer server)
{
    [Theory]
    [InlineData(true, true, "unknown")]
    [InlineData(true, false, "unchanged")]
    [InlineData(false, true, "unchanged")]
    public async Task Outage_OfTheStorage_TellsWhetherSomethingMayHaveChanged(bool mayHaveChanged, bool isChange, string outcome)
    {
        var exception = new RegistryUnavailableException("disk is full at /secret", mayHaveChanged);
        var text = await AnswerAsync(ExceptionProblems.Of(exception, isChange));
        Assert.Contains($"\"outcome\":\"{outcome}\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);

        // Orleans wraps what is thrown while state is read.
        Assert.Equal("unavailable", ExceptionProblems.Of(new OrleansException("wrapped", exception), isChange).Type.Slug);
    }

    [Fact]
    public void Outage_OfTheCluster_IsUnavailable()
    {
        foreach (var exception in new Exception[] { new TimeoutException(), new SiloUnavailableException("x"), new Orleans.Runtime.Messaging.ConnectionFailedException("x"), new OrleansException("x", new TimeoutException()) })
        {
            var problem = ExceptionProblems.Of(exception, mayChange: true);
            Assert.Equal("unavailable", problem.Type.Slug);
            Assert.NotNull(problem.RetryAfter);
        }
    }

    [Theory]
    [MemberData(nameof(EndpointTable.Names), MemberType = typeof(EndpointTable))]
    public async Task Timeout_OfACall_LeavesTheOutcomeOpenOnlyWhereItChangesSomething(string name)
    {
        var row = EndpointTable.Find(name);
        var endpoint = Assert.Single(
            server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>(),
            endpoint => $"/{endpoint.RoutePattern.RawText!.Trim('/')}" == row.Route && endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains(row.Method));
        using var body = new MemoryStream();
        var context = new DefaultHttpContext { RequestServices = server.Services };
        context.Request.Method = row.Method;
        context.Response.Body = body;
        context.Features.Set<IExceptionHandlerFeature>(new ExceptionHandlerFeature { Endpoint = endpoint, Error = new TimeoutException() });

        Assert.True(await new ExceptionProblems(NullLogger<ExceptionProblems>.Instance, TimeProvider.System).TryHandleAsync(context, new TimeoutException(), TestContext.Current.CancellationToken));

        var changes = row.Method != "GET" && row.Route != "/v1/checks";
        Assert.Equal(503, context.Response.StatusCode);
        Assert.Contains(changes ? "\"outcome\":\"unknown\"" : "\"outcome\":\"unchanged\"", System.Text.Encoding.UTF8.GetString(body.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public void LostRace_IsAConflict() =>
        Assert.Equal("conflict", ExceptionProblems.Of(new InconsistentStateException("x"), mayChange: true).Type.Slug);

    [Fact]
    public async Task Bug_IsOpaque()
    {
        var text = await AnswerAsync(ExceptionProblems.Of(new InvalidOperationException("secret"), mayChange: false));
        Assert.Contains("internal_error", text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
    }

    private static async Task<string> AnswerAsync(Problem problem)
    {
        await using var services = new ServiceCollection().AddMetrics().AddSingleton<ApiMetrics>().BuildServiceProvider();
        using var body = new MemoryStream();
        var context = new DefaultHttpContext { RequestServices = services };
        context.Response.Body = body;
        await problem.ExecuteAsync(context);
        return System.Text.Encoding.UTF8.GetString(body.ToArray());
    }
}
