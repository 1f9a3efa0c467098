using System.Text;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>The list of all audit logs, in the journal. A tenant may be in it twice, or without an entry in its log, after a crash.</summary>
internal sealed class AuditTenants(IJournal journal)
{
    private const int PageSize = 500;

    /// <summary>Adds one. Several may do so at once.</summary>
    public async Task AddAsync(AuditTenant tenant)
    {
        var text = Encoding.UTF8.GetBytes(tenant.ToString());
        while (true)
        {
            var last = await journal.ReadAsync(JournalOwner.AuditTenants, newestFirst: true, after: null, limit: 1);
            var sequence = last is [var entry] ? entry.Sequence + 1 : 1;
            await journal.AppendAsync(JournalOwner.AuditTenants, new(sequence, text));
            if (await journal.ReadAsync(JournalOwner.AuditTenants, newestFirst: false, sequence - 1, limit: 1) is [var stored] && stored.Payload.Span.SequenceEqual(text))
            {
                return;
            }
        }
    }

    /// <summary>All of them, each once.</summary>
    public async Task<IReadOnlySet<AuditTenant>> ReadAllAsync()
    {
        var all = new HashSet<AuditTenant>();
        long? after = null;
        do
        {
            var page = await ReadAsync(after, PageSize);
            all.UnionWith(page.Select(found => found.Tenant));
            after = page.Count < PageSize ? null : page[^1].Place;
        }
        while (after is not null);

        return all;
    }

    /// <summary>Some of them, with their places in the list.</summary>
    public async Task<IReadOnlyList<(long Place, AuditTenant Tenant)>> ReadAsync(long? after, int limit) =>
        [.. (await journal.ReadAsync(JournalOwner.AuditTenants, newestFirst: false, after, limit))
            .Select(entry => (entry.Sequence, AuditTenant.Parse(Encoding.UTF8.GetString(entry.Payload.Span))))];
}
