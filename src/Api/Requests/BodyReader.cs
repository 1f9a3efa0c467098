using System.Buffers;
using System.Text.Unicode;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Registry.Api;

/// <summary>Reads request bodies, up to the limit.</summary>
internal static class BodyReader
{
    private const int BufferBytes = 16 * 1024;

    /// <exception cref="ProblemException"><c>payload_too_large</c>.</exception>
    public static async ValueTask<ReadOnlyMemory<byte>> ReadAsync(HttpContext context)
    {
        if (context.Request.ContentLength > Limits.BodyBytes)
        {
            throw new ProblemException(Problems.PayloadTooLarge());
        }

        using var body = new MemoryStream((int)(context.Request.ContentLength ?? 0));
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            for (int count; (count = await context.Request.Body.ReadAsync(buffer, context.RequestAborted)) > 0;)
            {
                if (body.Length + count > Limits.BodyBytes)
                {
                    throw new ProblemException(Problems.PayloadTooLarge());
                }

                body.Write(buffer, 0, count);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return body.ToArray();
    }

    /// <summary>The same, in memory that is only lent: the pool has it back when the body is disposed of.</summary>
    /// <exception cref="ProblemException"><c>payload_too_large</c>.</exception>
    public static async ValueTask<LentBody> LendAsync(HttpContext context)
    {
        if (context.Request.ContentLength is not { } length || length > Limits.BodyBytes)
        {
            return new(await ReadAsync(context), null);
        }

        // Where the body ends before its length, the server throws.
        var buffer = ArrayPool<byte>.Shared.Rent((int)length);
        var bytes = buffer.AsMemory(0, (int)length);
        await context.Request.Body.ReadExactlyAsync(bytes, context.RequestAborted);
        return new(bytes, buffer);
    }

    /// <summary>Ends the request unless there is a body that claims to be JSON and is text at all.</summary>
    public static void DemandJson(HttpContext context, ReadOnlyMemory<byte> bytes)
    {
        // Type, suffix and charset are compared without regard to case, and a charset may be in quotes (RFC 9110 section 8.3).
        var isJson = context.Request.ContentType == "application/json" || (MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type)
            && Same(type.Type, "application") && (Same(type.SubType, "json") || Same(type.Suffix, "json"))
            && (!type.Charset.HasValue || Same(HeaderUtilities.RemoveQuotes(type.Charset), "utf-8")));
        if (!isJson && (!bytes.IsEmpty || context.Request.ContentType is not null))
        {
            throw new ProblemException(Problems.UnsupportedMediaType());
        }

        if (bytes.IsEmpty)
        {
            throw new ProblemException(Problems.InvalidRequest("body", "A JSON object is required as the body."));
        }

        if (!Utf8.IsValid(bytes.Span))
        {
            throw new ProblemException(Problems.InvalidRequest("body", "Must be UTF-8; there are bytes in it that are not."));
        }
    }

    private static bool Same(StringSegment text, string word) => text.Equals(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>A body; not to be used any more once it is disposed of.</summary>
    internal readonly struct LentBody(ReadOnlyMemory<byte> bytes, byte[]? lent) : IDisposable
    {
        public ReadOnlyMemory<byte> Bytes => bytes;

        public void Dispose()
        {
            if (lent is not null)
            {
                ArrayPool<byte>.Shared.Return(lent);
            }
        }
    }
}
