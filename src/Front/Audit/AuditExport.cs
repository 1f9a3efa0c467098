using Microsoft.AspNetCore.Http;
using Registry.Grains.Interfaces;

namespace Registry.Front;

/// <summary>Answers with a whole audit log as lines of JSON: a header, then the entries exactly as they are stored. That it was exported is its last entry.</summary>
public sealed class AuditExport(AuditTenant tenant, Caller caller, IGrainFactory grains, TimeProvider clock) : IResult
{
    /// <summary>The media type.</summary>
    public const string MediaType = "application/x-ndjson";

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var log = grains.GetAuditLog(tenant);
        await log.AppendAsync(AuditEvents.Of(httpContext, caller, AuditAction.AuditExported, $"audit/{tenant}"));
        var head = await log.GetHeadAsync();
        await using var lines = grains.ReadAuditLinesAsync(tenant, httpContext.RequestAborted).GetAsyncEnumerator(httpContext.RequestAborted);

        // The first page is there before the answer begins: where the storage is out of reach, that is what is answered.
        var isThere = await lines.MoveNextAsync();
        var response = httpContext.Response;
        response.ContentType = MediaType;
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentDisposition = $"attachment; filename=\"audit-{tenant.ToString().Replace('/', '-')}.jsonl\"";
        await response.Body.WriteAsync(new AuditExportHeader(tenant.ToString(), head.Sequence, head.Hash, clock.GetUtcNow().UtcDateTime).ToLine());
        for (var written = 0L; isThere && written < head.Sequence; written++)
        {
            await response.Body.WriteAsync((byte[])[.. lines.Current, (byte)'\n'], httpContext.RequestAborted);
            isThere = await lines.MoveNextAsync();
        }
    }
}
