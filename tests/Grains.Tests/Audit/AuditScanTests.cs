using System.Globalization;
using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests.Audit;

/// <summary>Filters of an audit log give what going through all of it would, in either order and in pages of any size.</summary>
public sealed class AuditScanTests(RegistryCluster cluster)
{
    private const int Entries = 450;

    private static readonly DateTimeOffset Start = new(2026, 5, 3, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task List_OfAnyFilter_IsWhatGoingThroughAllOfItGives()
    {
        var tenant = AuditTenant.Of(WorkspaceId.Parse($"ws-{Guid.NewGuid():N}"));
        var all = await MakeAsync(tenant);
        AuditFilter[] filters =
        [
            new(),
            new(Action: AuditAction.SignedOut),
            new(Actor: "operator"),
            new(Actor: "operator/alice"),
            new(Actor: "operator/al"),
            new(Subject: "app/3"),
            new(From: Start.AddHours(10)),
            new(Until: Start.AddHours(10)),
            new(From: Start.AddHours(10), Until: Start.AddHours(11)),
            new(From: Start.AddHours(10).AddMinutes(1), Until: Start.AddHours(10).AddMinutes(2)),
            new(From: Start.AddYears(1)),
            new(Until: Start),
            new(AuditAction.SignedIn, "operator", "app/2", Start.AddHours(5), Start.AddHours(30)),
        ];
        foreach (var filter in filters)
        {
            foreach (var (newestFirst, limit) in new[] { (true, 200), (false, 200), (true, 7), (false, 1) })
            {
                var expected = all.Where(entry => Passes(filter, entry)).Select(entry => entry.Sequence);
                Assert.Equal(newestFirst ? expected.Reverse() : expected, await ListAsync(tenant, filter, newestFirst, limit));
            }
        }
    }

    // Said once more in the plainest way.
    private static bool Passes(AuditFilter filter, AuditEntry entry) =>
        (filter.Action is null || entry.Event.Action == filter.Action)
        && (filter.Actor is null || entry.Event.Actor == filter.Actor || entry.Event.Actor.Split('/')[0] == filter.Actor)
        && (filter.Subject is null || entry.Event.Subject == filter.Subject)
        && (filter.From is null || entry.At >= filter.From)
        && (filter.Until is null || entry.At < filter.Until);

    private async Task<List<long>> ListAsync(AuditTenant tenant, AuditFilter filter, bool newestFirst, int limit)
    {
        var found = new List<long>();
        long? after = null;
        do
        {
            var page = await cluster.Grains.GetAuditList().ListAsync(tenant, filter, newestFirst, after, limit);
            Assert.InRange(page.Items.Length, 0, limit);
            found.AddRange(page.Items.Select(entry => entry.Sequence));
            after = page.Next is null ? null : long.Parse(page.Next, CultureInfo.InvariantCulture);
        }
        while (after is not null);

        return found;
    }

    // A minute apart at most, some at the same time.
    private async Task<List<AuditEntry>> MakeAsync(AuditTenant tenant)
    {
        var chain = new AuditChain(tenant, cluster.GetService<IJournal>());
        string[] actors = ["operator", "operator/alice", "operator/bob", "workspace_admin:ws_a/alice"];
        for (var number = 0; number < Entries; number++)
        {
            await chain.AppendAsync(
                new()
                {
                    Id = $"{number}",
                    At = Start.AddMinutes(number * 4 / 5 * 5),
                    Actor = actors[number % actors.Length],
                    Action = number % 3 == 0 ? AuditAction.SignedOut : AuditAction.SignedIn,
                    Subject = $"app/{number % 5}",
                },
                after: null,
                Start);
        }

        return [.. (await chain.ReadAsync(newestFirst: false, null, Entries)).Select(found => found.Entry!)];
    }
}
