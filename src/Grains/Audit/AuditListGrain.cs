using System.Globalization;
using Orleans.Concurrency;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

[GrainType("audit-list"), StatelessWorker]
internal sealed class AuditListGrain(IJournal journal, AuditTrail trail) : Grain, IAuditListGrain
{
    public async Task<Page<AuditEntry>> ListAsync(AuditTenant tenant, AuditFilter filter, bool newestFirst, long? after, int limit)
    {
        if (after is null)
        {
            await trail.SettleAsync(tenant);
        }

        return await new AuditScan(new(tenant, journal), filter, newestFirst).ReadAsync(after, limit);
    }

    public async Task<Page<byte[]>> ReadLinesAsync(AuditTenant tenant, long? after, int limit)
    {
        if (after is null)
        {
            await trail.SettleAsync(tenant);
        }

        var lines = await new AuditChain(tenant, journal).ReadLinesAsync(after, limit);
        return new([.. lines.Select(line => line.Payload.ToArray())], lines.Length < limit ? null : lines[^1].Sequence.ToString(CultureInfo.InvariantCulture));
    }
}
