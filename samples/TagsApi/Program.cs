// An API of the platform: before it answers, it asks the registry whether whoever sent this token may do that, and passes the
// refusal on as it is. A gateway in front of many APIs does the same without code: docs/oauth.md.
var builder = WebApplication.CreateBuilder(args);
var registry = builder.Configuration["Registry:Url"] is { Length: > 0 } url ? url : throw new InvalidOperationException("Set Registry:Url, for example --Registry:Url http://127.0.0.1:5080.");
builder.Services.AddHttpClient("registry", client => client.BaseAddress = new Uri(registry));

var app = builder.Build();
app.MapGet("/tags", async (HttpContext context, IHttpClientFactory clients) =>
{
    using var question = new HttpRequestMessage(HttpMethod.Get, "/v1/authorize?scope=read_tags");
    question.Headers.TryAddWithoutValidation("Authorization", (string?)context.Request.Headers.Authorization);
    using var answer = await clients.CreateClient("registry").SendAsync(question, context.RequestAborted);
    if (!answer.IsSuccessStatusCode)
    {
        context.Response.Headers.WWWAuthenticate = answer.Headers.WwwAuthenticate.ToString();
        return Results.StatusCode((int)answer.StatusCode);
    }

    var workspace = answer.Headers.GetValues("Registry-Workspace").Single();
    return Results.Json(new[] { $"first tag of {workspace}", $"second tag of {workspace}" });
});
app.Run();
