using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.Tokens;
using Npgsql;
using Registry.Bare;
using Registry.Sql;

// Settings: ConnectionString, and IssuerKey, the file with the key of the registry's local issuer: both take the same tokens.
var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, BareJson.Default));

// Prepared, and as many connections as keep the processors busy: with more, single checks came to less.
var database = new NpgsqlSlimDataSourceBuilder(new NpgsqlConnectionStringBuilder(builder.Configuration["ConnectionString"])
{
    MaxAutoPrepare = 10,
    AutoPrepareMinUsages = 1,
    NoResetOnClose = true,
    MaxPoolSize = builder.Configuration.GetValue("Connections", 32),
}.ConnectionString);
database.EnableArrays();
builder.Services.AddSingleton(database.Build());
builder.Services.AddSingleton<SqlChecks>();

using var key = RSA.Create();
key.ImportFromPem(await File.ReadAllTextAsync(builder.Configuration["IssuerKey"]!));
builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(options =>
{
    options.MapInboundClaims = false;
    options.TokenValidationParameters = new()
    {
        ValidIssuer = "urn:registry:local",
        ValidAudience = "registry",
        IssuerSigningKey = new RsaSecurityKey(key),
        ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
    };
});
builder.Services.AddAuthorizationBuilder().AddPolicy("check", policy => policy.RequireClaim("role", "service", "operator"));

var app = builder.Build();
app.MapGet("/live", () => Results.Ok());
app.MapGet("/v1/workspaces/{ws}/installations/{app}/scopes/{scope}", (string ws, string app, string scope, SqlChecks checks) => checks.CheckAsync(ws, app, scope)).RequireAuthorization("check");
app.MapPost("/v1/checks", (CheckBatch batch, SqlChecks checks) => checks.CheckAsync(batch)).RequireAuthorization("check");
app.Run();
