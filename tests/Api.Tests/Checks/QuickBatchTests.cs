using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Registry.Api.Tests;

/// <summary>A batch that is answered quickly is answered as on the long way, and only where the long way would answer it.</summary>
public sealed class QuickBatchTests(RegistryServer server)
{
    // With an escaped letter a batch takes the long way.
    [Fact]
    public async Task Batch_QuicklyOrNot_IsAnsweredAlike()
    {
        var scene = new Scene(server);
        await scene.InstallAsync();
        await AssertAlikeAsync();

        (await scene.Admin.DeleteAsync($"{scene.InstallationPath}/scopes/read_tags")).Is(200);
        await AssertAlikeAsync();

        (await scene.Operator.PutAsync($"{scene.AppPath}/suspension", """{"reason":"Abuse"}""")).Is(200);
        await AssertAlikeAsync();

        async Task AssertAlikeAsync()
        {
            var body = Body(Check(scene), Check(scene, "write_tags"), Check(scene, "no_such_scope"));

            // The first one finds the activation, so that the second is quick.
            (await scene.Service.PostAsync("/v1/checks", body)).Is(200);
            var quick = (await scene.Service.PostAsync("/v1/checks", body)).Is(200);
            Assert.Equal(3, quick.Json.GetProperty("results").GetArrayLength());
            Assert.Equal((await scene.Service.PostAsync("/v1/checks", body.Replace("\"scope\"", "\"\\u0073cope\"", StringComparison.Ordinal))).Is(200).WithoutTrace, quick.WithoutTrace);
        }
    }

    [Theory]
    [InlineData("application/json", 1)]
    [InlineData("application/json; charset=utf-8", 800)]
    public async Task Batch_OfActiveInstallations_IsQuick(string contentType, int count)
    {
        var (scene, token) = await ActiveAsync();

        var call = Call(token, Body([.. Enumerable.Repeat(Check(scene), count)]), contentType);
        Assert.True(await IsQuickAsync(call));
        Assert.Equal(200, call.Response.StatusCode);
        Assert.Equal("no-store", call.Response.Headers.CacheControl);
        Assert.Equal("/v1/checks", Assert.IsType<RouteEndpoint>(call.GetEndpoint()).RoutePattern.RawText);
        Assert.True(call.Request.BodyReader.TryRead(out var left));
        Assert.True(left.Buffer.IsEmpty);

        // Not after a change: the next check asks.
        (await scene.Admin.DeleteAsync(scene.InstallationPath)).Is(200);
        Assert.False(await IsQuickAsync(Call(token, Body(Check(scene)))));
        Assert.Equal("""{"results":[{"allowed":false,"reason":"not_installed","revision":2}]}""", (await scene.As(token).PostAsync("/v1/checks", Body(Check(scene)))).Is(200).Text);
    }

    [Fact]
    public async Task Batch_AnythingElse_TakesTheLongWayAsItCame()
    {
        var (scene, token) = await ActiveAsync();
        var body = Body(Check(scene));

        Assert.True(await IsQuickAsync(Call(token, body)));
        Assert.False(await IsQuickAsync(Call("", body)));
        Assert.False(await IsQuickAsync(Call($"{token}x", body)));
        Assert.False(await IsQuickAsync(Call(server.Token(["developer"], developer: scene.DeveloperId), body)));
        Assert.False(await IsQuickAsync(Call(token, body, query: "?verbose=true")));
        Assert.False(await IsQuickAsync(Call(token, body, "application/vnd.checks+json")));
        Assert.False(await IsQuickAsync(Call(token, body, path: "/v1/checks/")));
        Assert.False(await IsQuickAsync(Call(token, body, method: "PUT")));
        Assert.False(await IsQuickAsync(Call(token, body, length: body.Length + 1)));
        Assert.False(await IsQuickAsync(Call(token, body, length: null)));
        Assert.False(await IsQuickAsync(Call(token, $"{body} more")));
        Assert.False(await IsQuickAsync(Call(token, """{"checks":[]}""")));
        Assert.False(await IsQuickAsync(Call(token, Body([.. Enumerable.Repeat(Check(scene), 1_000)]))));
        Assert.False(await IsQuickAsync(Call(token, Body(Check(scene), Check(new Scene(server))))));
        Assert.False(await IsQuickAsync(Call(token, body.Replace("\"read_tags\"", "\"read_tags\",\"minRevision\":2", StringComparison.Ordinal))));
        Assert.True(await IsQuickAsync(Call(token, body.Replace("\"read_tags\"", "\"read_tags\",\"minRevision\":1", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task Batch_OfACallerWhoseCallsAreCounted_TakesTheLongWay()
    {
        var (scene, _) = await ActiveAsync();
        var admin = server.Token(["workspace_admin"], workspace: scene.Workspace);
        (await scene.As(admin).GetAsync("/v1/catalog")).Is(200);

        Assert.False(await IsQuickAsync(Call(admin, Body(Check(scene)))));
    }

    [Fact]
    public async Task Batch_WithAForeignWorkspace_TakesTheLongWay()
    {
        await using var unlimited = new RegistryServer("--RateLimits:CallerRate=0");
        await unlimited.InitializeAsync();
        var quick = unlimited.Services.GetRequiredService<QuickBatches>();
        var (scene, foreign) = (new Scene(unlimited), new Scene(unlimited));
        await scene.InstallAsync();
        await foreign.InstallAsync();
        var both = Body(Check(scene), Check(foreign));
        (await scene.Service.PostAsync("/v1/checks", both)).Is(200);
        var own = unlimited.Token(["workspace_admin"], workspace: scene.Workspace);
        (await scene.As(own).GetAsync("/v1/catalog")).Is(200);

        Assert.True(await IsQuickAsync(quick, Call(own, Body(Check(scene)))));
        Assert.False(await IsQuickAsync(quick, Call(own, both)));
        (await scene.As(own).PostAsync("/v1/checks", both)).Refused(404, "not_found");
    }

    // However the network cuts the body up.
    [Fact]
    public async Task Batch_InManyPieces_IsReadAsOne()
    {
        var (scene, token) = await ActiveAsync();
        var call = Call(token, Body(Check(scene), Check(scene, "write_tags")), piece: 7);

        Assert.True(await IsQuickAsync(call));
    }

    private Task<bool> IsQuickAsync(HttpContext call) => IsQuickAsync(server.Services.GetRequiredService<QuickBatches>(), call);

    // Whatever is left to the long way has its whole body yet.
    private static async Task<bool> IsQuickAsync(QuickBatches quick, HttpContext call)
    {
        var isQuick = true;
        await quick.AnswerAsync(call, async _ =>
        {
            isQuick = false;
            Assert.Null(call.GetEndpoint());
            using var text = new StreamReader(call.Request.BodyReader.AsStream());
            Assert.Equal(call.Items["body"], await text.ReadToEndAsync());
        });
        return isQuick;
    }

    private async Task<(Scene Scene, string Token)> ActiveAsync()
    {
        var scene = new Scene(server);
        await scene.InstallAsync();
        var token = server.Token(["service"]);
        (await scene.As(token).PostAsync("/v1/checks", Body(Check(scene)))).Is(200);
        return (scene, token);
    }

    private static string Body(params string[] checks) => $$"""{"checks":[{{string.Join(',', checks)}}]}""";

    private static string Check(Scene scene, string scope = "read_tags") => $$"""{"workspace":"{{scene.Workspace}}","app":"{{scene.App}}","scope":"{{scope}}"}""";

    private static DefaultHttpContext Call(string token, string body, string contentType = "application/json", string query = "", int? length = -1, string path = "/v1/checks", string method = "POST", int? piece = null)
    {
        var bytes = Encoding.ASCII.GetBytes(body);
        var call = new DefaultHttpContext
        {
            Request =
            {
                Method = method,
                Path = path,
                QueryString = new(query),
                ContentType = contentType,
                ContentLength = length is -1 ? bytes.Length : length,
                Headers = { Authorization = $"Bearer {token}" },
            },
            Response = { Body = new MemoryStream() },
            Items = { ["body"] = body },
        };
        var pipe = new Pipe(new(minimumSegmentSize: piece ?? -1, pauseWriterThreshold: 0));
        foreach (var part in bytes.Chunk(piece ?? bytes.Length))
        {
            part.CopyTo(pipe.Writer.GetMemory(part.Length));
            pipe.Writer.Advance(part.Length);
        }

        Assert.True(pipe.Writer.FlushAsync().AsTask().IsCompletedSuccessfully);
        pipe.Writer.Complete();
        call.Features.Set<IRequestBodyPipeFeature>(new BodyPipe(pipe.Reader));
        return call;
    }

    private sealed record BodyPipe(PipeReader Reader) : IRequestBodyPipeFeature;
}
