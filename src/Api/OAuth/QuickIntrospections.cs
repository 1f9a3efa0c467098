using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using OpenIddict.Server;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>
/// Answers introspections as gateways make them thousands of times a second: a service that is known, a token and nothing else.
/// All else goes the long way, by OpenIddict, which every error comes from; both give the same answer.
/// </summary>
internal sealed class QuickIntrospections(KnownCallers callers, RateLimits limits, ITokenChecks tokens, IOptionsMonitor<OpenIddictServerOptions> options)
{
    private const string Form = "application/x-www-form-urlencoded";

    // Of a request with a token; anything longer has something else in it.
    private const int MostBytes = 512;

    private static readonly RolesRequirement Requirement = new(Permissions.Introspect);
    private static readonly byte[] Inactive = "{\"active\":false}"u8.ToArray();

    // Characters that stand for themselves in a form, and make up a token.
    private static readonly SearchValues<byte> Plain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"u8);

    /// <summary>Comes after routing: answers what is to be had without a message, and leaves the rest to the gate.</summary>
    public static void Use(WebApplication app)
    {
        var quick = app.Services.GetRequiredService<QuickIntrospections>();
        if (app.Services.GetRequiredService<ITokenChecks>().AnswersAtOnce)
        {
            app.Use(next => context => quick.TryAnswer(context) ? Task.CompletedTask : next(context));
        }
    }

    /// <summary>Answers, or leaves it to <paramref name="next"/> as it came.</summary>
    public async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        if (!IsPlain(context.Request))
        {
            await next(context);
            return;
        }

        var request = context.Request;
        var body = new byte[(int)request.ContentLength!];
        await request.Body.ReadExactlyAsync(body, context.RequestAborted);
        if (TokenIn(body) is not { } text || !TryAdmit(context))
        {
            request.Body = new MemoryStream(body);
            await next(context);
            return;
        }

        var state = AccessTokenText.TryRead(text, out var token) ? await tokens.IntrospectAsync(token.Installation, token.Proof) : null;
        Write(context, token, state);
    }

    // Where the whole body is there, as it is with so short a request, and the installation is active in this process.
    private bool TryAnswer(HttpContext context)
    {
        if (!IsPlain(context.Request) || !context.Request.BodyReader.TryRead(out var read))
        {
            return false;
        }

        var body = read.Buffer;
        if (body.Length == context.Request.ContentLength
            && TokenIn(body.IsSingleSegment ? body.FirstSpan : body.ToArray()) is { } text
            && AccessTokenText.TryRead(text, out var token)
            && TryAdmit(context))
        {
            if (tokens.TryIntrospect(token.Installation, token.Proof, out var state))
            {
                context.Request.BodyReader.AdvanceTo(body.End);
                context.Response.Headers.CacheControl = StorableAnswer.Forbidden;
                Write(context, token, state);
                return true;
            }

            context.Features.Set<Caller>(null);
        }

        // As it came.
        context.Request.BodyReader.AdvanceTo(body.Start);
        return false;
    }

    private static bool IsPlain(HttpRequest request) =>
        request.Path == OAuthExtensions.IntrospectionPath
        && HttpMethods.IsPost(request.Method)
        && !request.QueryString.HasValue
        && request.ContentType == Form
        && request.ContentLength is > 0 and <= MostBytes;

    // Who is let in here and not answered is found once more on the long way.
    private bool TryAdmit(HttpContext context)
    {
        if (callers.TryAdmit(context, Requirement) && !limits.AppliesTo(Caller.Of(context)))
        {
            return true;
        }

        context.Features.Set<Caller>(null);
        return false;
    }

    private static string? TokenIn(ReadOnlySpan<byte> body)
    {
        var name = "token="u8;
        return body.StartsWith(name) && !body[name.Length..].ContainsAnyExcept(Plain) ? Encoding.ASCII.GetString(body[name.Length..]) : null;
    }

    private void Write(HttpContext context, AccessTokenText? token, AccessTokenState? state)
    {
        var response = context.Response;
        response.ContentType = JsonWriter.MediaType;
        if (state is null)
        {
            response.BodyWriter.Write(Inactive);
            response.ContentLength = Inactive.Length;
            return;
        }

        // The server sends it with the headers when the call ends.
        using var json = new Utf8JsonWriter(response.BodyWriter);
        Write(json, context.Request, token!.Installation, state);
        json.Flush();
        response.ContentLength = json.BytesCommitted;
    }

    private void Write(Utf8JsonWriter json, HttpRequest request, InstallationKey installation, AccessTokenState state)
    {
        json.WriteStartObject();
        json.WriteBoolean("active"u8, true);
        json.WriteString("iss"u8, options.CurrentValue.Issuer?.AbsoluteUri ?? $"{request.Scheme}://{request.Host}{request.PathBase}/");
        json.WriteString("sub"u8, installation.Workspace.Value);
        json.WriteString("scope"u8, string.Join(' ', state.Scopes));
        json.WriteString("token_type"u8, "Bearer"u8);
        json.WriteString("client_id"u8, installation.App.Value);
        json.WriteNumber("iat"u8, state.CreatedAt.ToUnixTimeSeconds());
        if (state.ExpiresAt is { } expiry)
        {
            json.WriteNumber("exp"u8, expiry.ToUnixTimeSeconds());
        }

        json.WriteString("workspace"u8, installation.Workspace.Value);
        json.WriteString("app"u8, installation.App.Value);
        json.WriteNumber("revision"u8, state.Revision);
        json.WriteEndObject();
    }
}
