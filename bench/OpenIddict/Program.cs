using System.Security.Claims;
using Microsoft.AspNetCore;
using Microsoft.EntityFrameworkCore;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

// Settings: Database, the file to make. Its one client has the id and secret "gateway"; what it gets at /oauth/token is a
// reference token, so that introspection looks it up, as the registry's does.
var builder = WebApplication.CreateBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Error);
builder.Services.AddDbContext<DbContext>(options => options.UseSqlite($"Data Source={builder.Configuration["Database"]}").UseOpenIddict());
builder.Services.AddOpenIddict()
    .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<DbContext>())
    .AddServer(server =>
    {
        server.SetTokenEndpointUris("oauth/token").SetIntrospectionEndpointUris("oauth/introspect");
        server.AllowClientCredentialsFlow().UseReferenceAccessTokens().RegisterScopes("read_tags");

        // Also whoever asks without a secret, which is hashed slowly on purpose each time: what is left is the token.
        server.AcceptAnonymousClients();
        server.AddEphemeralEncryptionKey().AddEphemeralSigningKey();
        server.UseAspNetCore().EnableTokenEndpointPassthrough().DisableTransportSecurityRequirement();
    });

var app = builder.Build();
app.UseAuthentication();
app.MapGet("/live", () => Results.Ok());
app.MapPost("/oauth/token", (HttpContext context) =>
{
    var request = context.GetOpenIddictServerRequest()!;
    var identity = new ClaimsIdentity("bench", Claims.Name, Claims.Role);
    identity.SetClaim(Claims.Subject, request.ClientId).SetScopes("read_tags").SetAudiences("gateway");
    return Results.SignIn(new ClaimsPrincipal(identity), authenticationScheme: OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
});

await using (var scope = app.Services.CreateAsyncScope())
{
    await scope.ServiceProvider.GetRequiredService<DbContext>().Database.EnsureCreatedAsync();
    await scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>().CreateAsync(new OpenIddictApplicationDescriptor
    {
        ClientId = "gateway",
        ClientSecret = "gateway",
        Permissions = { Permissions.Endpoints.Token, Permissions.Endpoints.Introspection, Permissions.GrantTypes.ClientCredentials, Permissions.Prefixes.Scope + "read_tags" },
    });
}

app.Run();
