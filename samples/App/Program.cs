// An app of the marketplace: it sends a workspace admin to the registry, gets an access token of the workspace, and calls an API
// of the platform with it. docs/oauth.md tells the story.
using System.Net.Http.Headers;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OAuth;

const string Registry = "registry";

var builder = WebApplication.CreateBuilder(args);
var registry = Required("Registry:Url");
builder.Services.AddHttpClient("platform", client => client.BaseAddress = new Uri(Required("Platform:Url")));
builder.Services.AddAuthorization();
builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
    .AddCookie()
    .AddOAuth(Registry, options =>
    {
        options.ClientId = Required("Registry:ClientId");
        options.ClientSecret = Required("Registry:ClientSecret");
        options.AuthorizationEndpoint = $"{registry}/oauth/authorize";
        options.TokenEndpoint = $"{registry}/oauth/token";
        options.CallbackPath = "/installed";
        options.UsePkce = true;

        // Encrypted in the app's own cookie here; a real app keeps it in its database, with the workspace.
        options.SaveTokens = true;

        // Left out, the app asks for all that it requests.
        foreach (var scope in builder.Configuration["Registry:Scopes"]?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [])
        {
            options.Scope.Add(scope);
        }

        options.Events = new OAuthEvents
        {
            OnCreatingTicket = context =>
            {
                context.Identity!.AddClaim(new Claim("workspace", context.TokenResponse.Response!.RootElement.GetProperty("workspace").GetString()!));
                return Task.CompletedTask;
            },
            OnRemoteFailure = context =>
            {
                context.HandleResponse();
                context.Response.StatusCode = StatusCodes.Status400BadRequest;
                return context.Response.WriteAsync($"The app was not installed: {context.Failure?.Message}");
            },
        };
    });

var app = builder.Build();
app.UseAuthentication();
app.UseAuthorization();
app.MapGet("/", (HttpContext context) => Page(context.User.FindFirstValue("workspace") is { } workspace
    ? $"<p>Installed in <b id=\"workspace\">{System.Net.WebUtility.HtmlEncode(workspace)}</b>.</p><p><a href=\"/tags\">Show its tags</a></p><p><a href=\"/install\">Connect again</a></p>"
    : "<p><a id=\"install\" href=\"/install\">Install this app</a></p>"));
app.MapGet("/install", () => Results.Challenge(new AuthenticationProperties { RedirectUri = "/" }, [Registry]));
app.MapGet("/tags", async (HttpContext context, IHttpClientFactory clients) =>
{
    using var request = new HttpRequestMessage(HttpMethod.Get, "/tags");
    request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await context.GetTokenAsync("access_token"));
    using var response = await clients.CreateClient("platform").SendAsync(request, context.RequestAborted);
    return Page(response.IsSuccessStatusCode
        ? $"<p>Tags: <span id=\"tags\">{System.Net.WebUtility.HtmlEncode(await response.Content.ReadAsStringAsync(context.RequestAborted))}</span></p>"
        : $"<p id=\"refused\">The platform refused: {(int)response.StatusCode} {System.Net.WebUtility.HtmlEncode(response.Headers.WwwAuthenticate.ToString())}</p>");
}).RequireAuthorization();
app.Run();

string Required(string key) => builder.Configuration[key] is { Length: > 0 } value ? value : throw new InvalidOperationException($"Set {key}, for example --{key} …; docs/oauth.md tells what it is.");

static IResult Page(string body) => Results.Content($"<!DOCTYPE html><html lang=\"en\"><title>Sample app</title><h1>Sample app</h1>{body}</html>", "text/html");
