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
internal sealed class QuickIntrospections(KnownCallers callers, RateLimits limits, IGrainFactory grains, IOptionsMonitor<OpenIddictServerOptions> options)
{
    private const string Form = "application/x-www-form-urlencoded";

    // Of a request with a token; anything longer has something else in it.
    private const int MostBytes = 512;

    private static readonly RolesRequirement Requirement = new(Permissions.Introspect);
    private static readonly byte[] Inactive = "{\"active\":false}"u8.ToArray();

    // Characters that stand for themselves in a form, and make up a token.
    private static readonly SearchValues<byte> Plain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"u8);

    /// <summary>Answers, or leaves it to <paramref name="next"/> as it came.</summary>
    public async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        if (request.Path != OAuthExtensions.IntrospectionPath
            || !HttpMethods.IsPost(request.Method)
            || request.QueryString.HasValue
            || request.ContentType != Form
            || request.ContentLength is not (> 0 and <= MostBytes))
        {
            await next(context);
            return;
        }

        var body = new byte[(int)request.ContentLength];
        await request.Body.ReadExactlyAsync(body, context.RequestAborted);
        if (TokenIn(body) is not { } text || !callers.TryAdmit(context, Requirement) || limits.AppliesTo(Caller.Of(context)))
        {
            // As it came: who was let in here is found once more on the long way.
            request.Body = new MemoryStream(body);
            context.Features.Set<Caller>(null);
            await next(context);
            return;
        }

        var state = AccessTokenText.TryRead(text, out var token) ? await grains.GetInstallation(token.Installation).IntrospectAsync(token.Proof) : null;
        await WriteAsync(context, state is null ? Inactive : Answer(context, token!.Installation, state));
    }

    private static string? TokenIn(ReadOnlySpan<byte> body)
    {
        var name = "token="u8;
        return body.StartsWith(name) && !body[name.Length..].ContainsAnyExcept(Plain) ? Encoding.ASCII.GetString(body[name.Length..]) : null;
    }

    private byte[] Answer(HttpContext context, InstallationKey installation, AccessTokenState state)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteBoolean("active", true);
        json.WriteString("iss", options.CurrentValue.Issuer?.AbsoluteUri ?? $"{context.Request.Scheme}://{context.Request.Host}{context.Request.PathBase}/");
        json.WriteString("sub", installation.Workspace.Value);
        json.WriteString("scope", string.Join(' ', state.Scopes));
        json.WriteString("token_type", "Bearer");
        json.WriteString("client_id", installation.App.Value);
        json.WriteNumber("iat", state.CreatedAt.ToUnixTimeSeconds());
        if (state.ExpiresAt is { } expiry)
        {
            json.WriteNumber("exp", expiry.ToUnixTimeSeconds());
        }

        json.WriteString("workspace", installation.Workspace.Value);
        json.WriteString("app", installation.App.Value);
        json.WriteNumber("revision", state.Revision);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static Task WriteAsync(HttpContext context, byte[] body)
    {
        context.Response.ContentType = JsonWriter.MediaType;
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body).AsTask();
    }
}
