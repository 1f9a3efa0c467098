using System.Buffers;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>The answer to a batch: what <see cref="ChecksResponse"/> looks like in JSON, written into memory of the pool.</summary>
internal sealed class ChecksAnswer : IResult
{
    private readonly byte[] json;
    private readonly int length;

    public ChecksAnswer(ReadOnlySpan<ScopeDecision> decisions)
    {
        var beginning = "{\"results\":["u8;
        var end = "]}"u8;
        json = ArrayPool<byte>.Shared.Rent(beginning.Length + (decisions.Length * (CheckJson.MostBytes + 1)) + end.Length);
        beginning.CopyTo(json);
        length = beginning.Length;
        foreach (var decision in decisions)
        {
            length += CheckJson.Write(decision, json.AsSpan(length));
            json[length++] = (byte)',';
        }

        // In place of the last comma: a batch has at least one check.
        end.CopyTo(json.AsSpan(--length));
        length += end.Length;
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = JsonWriter.MediaType;
        response.ContentLength = length;
        await response.BodyWriter.WriteAsync(json.AsMemory(0, length));
        ArrayPool<byte>.Shared.Return(json);
    }
}
