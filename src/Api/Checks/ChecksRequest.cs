using System.Buffers;
using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>
/// Several checks at once, and the revision that the answer to each must at least reflect. They are in memory of the pool,
/// which has it back when this is disposed of.
/// </summary>
/// <param name="capacity">How many checks there may be.</param>
internal sealed class ChecksRequest(int capacity) : IBindableFromHttpContext<ChecksRequest>, IEndpointParameterMetadataProvider, IDisposable
{
    private readonly ScopeCheck[] checks = ArrayPool<ScopeCheck>.Shared.Rent(capacity);
    private readonly long[] minRevisions = ArrayPool<long>.Shared.Rent(capacity);

    /// <summary>How many checks there are.</summary>
    public int Count { get; private set; }

    public ReadOnlyMemory<ScopeCheck> Checks => checks.AsMemory(0, Count);

    /// <summary>In the order of the checks; 0 where any revision will do.</summary>
    public ReadOnlySpan<long> MinRevisions => minRevisions.AsSpan(0, Count);

    public static async ValueTask<ChecksRequest?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        using var body = await BodyReader.LendAsync(context);
        BodyReader.DemandJson(context, body.Bytes);
        return ChecksReader.TryRead(body.Bytes.Span) ?? Of(JsonBody<ChecksBody>.Read(body.Bytes, context.RequestServices));
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => JsonBody<ChecksBody>.PopulateMetadata(parameter, builder);

    public static ChecksRequest Of(ChecksBody body)
    {
        var request = new ChecksRequest(body.Checks.Length);
        foreach (var check in body.Checks)
        {
            request.Add(new(new(check.Workspace, check.App), check.Scope), check.MinRevision ?? 0);
        }

        return request;
    }

    public void Add(ScopeCheck check, long minRevision)
    {
        checks[Count] = check;
        minRevisions[Count++] = minRevision;
    }

    public void Dispose()
    {
        ArrayPool<ScopeCheck>.Shared.Return(checks);
        ArrayPool<long>.Shared.Return(minRevisions);
    }
}
