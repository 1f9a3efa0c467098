using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>What comes with every changing request besides its target and its body: who, why, and on which conditions.</summary>
internal sealed record Change : IBindableFromHttpContext<Change>, IEndpointParameterMetadataProvider
{
    public required Caller Caller { get; init; }

    public required string RequestId { get; init; }

    public Precondition? Precondition { get; init; }

    /// <summary>The header <c>Idempotency-Key</c>; null where there is none.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Method and path, which are part of what an idempotency key stands for.</summary>
    public required string Target { get; init; }

    public static ValueTask<Change?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult<Change?>(new Change
        {
            Caller = Caller.Of(context),
            RequestId = RequestTrace.IdOf(context),
            Precondition = IfMatch.Read(context.Request.Headers.IfMatch),
            IdempotencyKey = IdempotencyHeader.Read(context.Request.Headers[IdempotencyHeader.Name]),
            Target = $"{context.Request.Method} {context.Request.Path.Value}",
        });

    /// <summary>The context of a change that has no body.</summary>
    public ChangeContext Context() => Context([]);

    public ChangeContext Context<T>(JsonBody<T> body)
        where T : class => Context(IdempotencyKey is null ? [] : body.Canonical());

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(ChangingCall.Instance);
        builder.Metadata.Add(new ParameterDoc("If-Match", "header", "Make the change only if the object exists and has one of these ETags (RFC 9110 section 13.1.1); else 412.")
        {
            Example = "\"7\"",
        });
        builder.Metadata.Add(new ParameterDoc(
            IdempotencyHeader.Name, "header", "Names the request: repeated with the same key within 24 hours, it gets the first answer and changes nothing more.")
        {
            Pattern = IdempotencyHeader.Pattern,
            MaxLength = Limits.IdempotencyKey,
            Example = "1f0c6a54-6f0e-4a55-9c6a-0b7a3c1d2e3f",
        });
    }

    private ChangeContext Context(ReadOnlySpan<byte> body)
    {
        var actor = Caller.Actor;
        return new ChangeContext(
            actor,
            RequestId,
            Caller.OwnerFilterOrNone(),
            Precondition,
            IdempotencyKey is null ? null : new IdempotencyKey($"{actor}\n{IdempotencyKey}", IdempotencyHeader.Fingerprint(Target, body)));
    }
}
