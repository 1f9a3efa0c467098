namespace Registry.Api.Tests.Isolation;

/// <summary>Whoever may not come in learns nothing, neither from the answer nor from what it takes to give it.</summary>
[Collection(IsolationServer.Name)]
public sealed class IsolationDoorTests(IsolationServer server)
{
    private static readonly string[] Roles = ["operator", "service", "workspace_admin", "developer"];

    [Theory]
    [MemberData(nameof(Table.ClosedNames), MemberType = typeof(Table))]
    public async Task Stranger_IsTurnedAwayWhateverIsThere(string name)
    {
        var row = Table.Find(name);
        await AreTurnedAwayAsync(row, server.Visitors.Strangers(row.Door), row.Door == Door.Page ? 302 : 401, answer => row.Door switch
        {
            Door.Api => answer.Slug == "unauthenticated" && answer.Headers["WWW-Authenticate"].StartsWith("Bearer", StringComparison.Ordinal),
            Door.Page => answer.Headers["Location"].StartsWith("/sign-in?returnUrl=", StringComparison.Ordinal),
            _ => true,
        });
    }

    [Theory]
    [MemberData(nameof(Table.ClosedNames), MemberType = typeof(Table))]
    public async Task RoleThatMayNot_IsForbiddenWhateverIsThere(string name)
    {
        var row = Table.Find(name);
        await AreTurnedAwayAsync(row, server.Visitors.Unfit(row), 403, answer => row.Door != Door.Api || answer.Slug == "forbidden");
    }

    [Theory]
    [MemberData(nameof(Table.OpenNames), MemberType = typeof(Table))]
    public async Task OpenDoor_IsTheSameForEverybody(string name)
    {
        var row = Table.Find(name);
        var visitors = server.Visitors.Strangers(Door.Dashboard).Concat(Roles.SelectMany(role => new[] { server.Visitors.In(role, Door.Api), server.Visitors.In(role, Door.Page) }));
        foreach (var visitor in row.IsDear ? visitors.Take(2) : visitors)
        {
            var answer = await visitor.CallAsync(server.Registry.Client, row, server.Mine.Target);
            Assert.True(row.OwnStatuses.Contains(answer.Status), $"{row} by {visitor}: expected {row.Own}, got {answer.Status}: {Seen.Start(answer)}");
            Assert.False(server.Theirs.ShowsIn(answer), $"{row} shows {visitor} what is another's: {Seen.Start(answer)}");
        }
    }

    private async Task AreTurnedAwayAsync(Row row, IEnumerable<Visitor> visitors, int status, Func<Answer, bool> isRight)
    {
        var before = await server.TheirStateAsync(row);
        foreach (var visitor in visitors)
        {
            var (own, ownWork) = await server.CallAsync(row, visitor, server.Mine.Target, status);
            Assert.True(isRight(own), $"{row} by {visitor} is turned away with another answer: {Seen.Of(own, server.Mine.Target)}");
            Assert.True(row.Door != Door.Api || ownWork.Length == 0, $"{row} by {visitor} leads to: {string.Join(", ", ownWork)}");
            foreach (var target in row.IsAboutSomething ? [server.Foreign, server.Missing()] : Array.Empty<Target>())
            {
                var (other, otherWork) = await server.CallAsync(row, visitor, target, status);
                Seen.AreSame(Seen.Of(own, server.Mine.Target), Seen.Of(other, target, server.Mine.Target), $"{row} by {visitor}, own and other");
                Assert.Equal(ownWork, otherWork);
            }
        }

        Assert.Equal(before, await server.TheirStateAsync(row));
    }
}
