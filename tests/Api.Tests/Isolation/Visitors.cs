using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Registry.Api.Tests.Isolation;

/// <summary>Everybody who may come to a door, about what <paramref name="own"/> names as their own.</summary>
internal sealed class Visitors(RegistryServer server, Target own)
{
    private const string Scheme = "hub";

    private static readonly string[] Roles = ["operator", "service", "workspace_admin", "developer"];

    private Visitor[]? strangers;
    private Visitor[]? misfits;

    private RsaSecurityKey Key => (RsaSecurityKey)server.Issuer.Key;

    private CookieAuthenticationOptions Cookies => server.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(Scheme);

    // Whoever believed them would let their bearer do everything.
    private Dictionary<string, object> Everything => new() { ["role"] = Roles, ["workspace"] = own.Workspace, ["developer"] = own.Developer };

    /// <summary>Those whom this door does not know: nothing shown, something forged, or something good that belongs to another door.</summary>
    public IEnumerable<Visitor> Strangers(Door door) => (strangers ??= [new("nobody"), .. ForgedTokens(), .. ForgedSessions(), .. BothOf("good for everything", Everything)])
        .Where(visitor => door switch
        {
            Door.Api => visitor.Session is null || visitor.Name == "session good for everything",
            Door.Page or Door.Script => visitor.Authorization is null || visitor.Name == "token good for everything",
            _ => true,
        })
        .Where(visitor => !visitor.Name.EndsWith("good for everything", StringComparison.Ordinal) || Shows(visitor, door) is false);

    /// <summary>Those who are who they say, and may not: another role, or none that is good for a tenant.</summary>
    public IEnumerable<Visitor> Unfit(Row row) => (misfits ??= [.. Misfits()])
        .Concat(Roles.Except(row.Roles).SelectMany(role => BothOf(role, ClaimsOf(role))))
        .Where(visitor => Shows(visitor, row.Door));

    /// <summary>Somebody in a role, with all that goes with it, who shows what the door wants to see.</summary>
    public Visitor In(string role, Door door) => BothOf(role, ClaimsOf(role)).First(visitor => Shows(visitor, door));

    private static bool Shows(Visitor visitor, Door door) => door switch
    {
        Door.Api => visitor.Authorization is not null,
        Door.Page or Door.Script => visitor.Session is not null,
        Door.Dashboard => true,
        _ => false,
    };

    private static ClaimsPrincipal Principal(Dictionary<string, object> claims) => new(new ClaimsIdentity(
        claims.SelectMany(claim => claim.Value is string[] values ? values.Select(value => new Claim(claim.Key, value)) : [new Claim(claim.Key, (string)claim.Value)]),
        Scheme, "name", "role"));

    private IEnumerable<Visitor> BothOf(string name, Dictionary<string, object> claims) =>
    [
        new($"token {name}", Bearer(Tokens.Sign(Tokens.With(Key), claims))),
        new($"session {name}", Session: Cookie(Protect(claims, Cookies.TicketDataFormat))),
    ];

    private Dictionary<string, object> ClaimsOf(string role) => role switch
    {
        "workspace_admin" => new() { ["role"] = role, ["workspace"] = own.Workspace },
        "developer" => new() { ["role"] = role, ["developer"] = own.Developer },
        _ => new() { ["role"] = role },
    };

    private IEnumerable<Visitor> Misfits()
    {
        (string Name, Dictionary<string, object> Claims)[] misfits =
        [
            ("without a role", new() { ["workspace"] = own.Workspace, ["developer"] = own.Developer }),
            ("in an unknown role", new(Everything) { ["role"] = "owner" }),
            ("in a role in capitals", new(Everything) { ["role"] = "OPERATOR" }),
            ("workspace_admin of no workspace", new() { ["role"] = "workspace_admin" }),
            ("workspace_admin of two workspaces", new() { ["role"] = "workspace_admin", ["workspace"] = new[] { own.Workspace, "ws_other" } }),
            ("workspace_admin of what is no id", new() { ["role"] = "workspace_admin", ["workspace"] = $"{own.Workspace}/*" }),
            ("workspace_admin with the claim of a developer", new() { ["role"] = "workspace_admin", ["developer"] = own.Developer }),
            ("developer of no developer", new() { ["role"] = "developer" }),
            ("developer of two developers", new() { ["role"] = "developer", ["developer"] = new[] { own.Developer, "dev_other" } }),
            ("developer of what is no id", new() { ["role"] = "developer", ["developer"] = "" }),
            ("developer with the claim of a workspace", new() { ["role"] = "developer", ["workspace"] = own.Workspace }),
        ];
        return misfits.SelectMany(misfit => BothOf(misfit.Name, misfit.Claims));
    }

    private IEnumerable<Visitor> ForgedTokens()
    {
        using var other = RegistryServer.NewKey();
        var now = TimeProvider.System.GetUtcNow();
        var good = Tokens.Sign(Tokens.With(Key), Everything);
        var parts = good.Split('.');
        var spki = Key.Rsa.ExportSubjectPublicKeyInfo();
        return
        [
            new("token that is garbage", "Bearer garbage"),
            new("token of no content", "Bearer a.b.c"),
            new("token under another scheme", $"Basic {good}"),
            new("token that has expired", Bearer(Tokens.Sign(Tokens.With(Key), Everything, expires: now.AddMinutes(-2)))),
            new("token that is not valid yet", Bearer(Tokens.Sign(Tokens.With(Key), Everything, expires: now.AddHours(4)))),
            new("token that never ends", Bearer(Endless())),
            new("token of another issuer", Bearer(Tokens.Sign(Tokens.With(Key), Everything, issuer: "https://issuer.example"))),
            new("token for another audience", Bearer(Tokens.Sign(Tokens.With(Key), Everything, audience: "other"))),
            new("token with alg none", Bearer(Tokens.Unsigned(Everything))),
            new("token without its signature", Bearer($"{parts[0]}.{parts[1]}.")),
            new("token with the content of another", Bearer($"{parts[0]}.{Tokens.Sign(Tokens.With(Key), ClaimsOf("service")).Split('.')[1]}.{parts[2]}")),
            new("token signed with another key", Bearer(Tokens.Sign(Tokens.With(new RsaSecurityKey(other)), Everything))),
            new("token signed with another key under the same name", Bearer(Tokens.Sign(Tokens.With(new RsaSecurityKey(other) { KeyId = Key.KeyId }), Everything))),
            new("token signed with the public key as a secret", Bearer(Shared(spki))),
            new("token signed with the public key as text as a secret", Bearer(Shared(Encoding.ASCII.GetBytes(PemEncoding.WriteString("PUBLIC KEY", spki))))),
        ];
    }

    private IEnumerable<Visitor> ForgedSessions()
    {
        var good = Protect(Everything, Cookies.TicketDataFormat);
        var elsewhere = new TicketDataFormat(new EphemeralDataProtectionProvider().CreateProtector("Microsoft.AspNetCore.Authentication.Cookies.CookieAuthenticationMiddleware", Scheme, "v2"));
        var otherPurpose = new TicketDataFormat(server.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("another purpose"));
        return
        [
            new("session that is garbage", Session: Cookie("garbage")),
            new("session that was altered", Session: Cookie($"{good[..60]}{(good[60] == 'A' ? 'B' : 'A')}{good[61..]}")),
            new("session that was cut off", Session: Cookie(good[..^8])),
            new("session that has expired", Session: Cookie(Protect(Everything, Cookies.TicketDataFormat, TimeProvider.System.GetUtcNow().AddMinutes(-1)))),
            new("session made with other keys", Session: Cookie(Protect(Everything, elsewhere))),
            new("session made for another purpose", Session: Cookie(Protect(Everything, otherPurpose))),
            new("session that is a token", Session: Cookie(Tokens.Sign(Tokens.With(Key), Everything))),
        ];
    }

    private static string Bearer(string token) => $"Bearer {token}";

    private string Cookie(string value) => $"{Cookies.Cookie.Name}={value}";

    private static string Protect(Dictionary<string, object> claims, ISecureDataFormat<AuthenticationTicket> format, DateTimeOffset? ends = null)
    {
        var end = ends ?? TimeProvider.System.GetUtcNow().AddHours(8);
        return format.Protect(new(Principal(claims), new() { IssuedUtc = end.AddHours(-8), ExpiresUtc = end }, Scheme));
    }

    private string Endless() => new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
        JsonSerializer.Serialize(new Dictionary<string, object>(Everything) { ["iss"] = LocalIssuer.Name, ["aud"] = "registry" }), Tokens.With(Key));

    private string Shared(byte[] secret) =>
        Tokens.Sign(new SigningCredentials(new SymmetricSecurityKey(secret) { KeyId = Key.KeyId }, SecurityAlgorithms.HmacSha256), Everything);
}
