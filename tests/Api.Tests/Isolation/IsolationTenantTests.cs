namespace Registry.Api.Tests.Isolation;

/// <summary>Whoever may come in reaches what is its own; what is another's is as if it did not exist, and takes the same work to refuse.</summary>
[Collection(IsolationServer.Name)]
public sealed class IsolationTenantTests(IsolationServer server)
{
    [Theory]
    [MemberData(nameof(Table.ClosedNames), MemberType = typeof(Table))]
    public async Task RoleThatMay_ReachesWhatIsItsOwn(string name)
    {
        var row = Table.Find(name);
        foreach (var role in row.Roles)
        {
            // Calls change what they are about, so each has an estate of its own.
            var estate = row.IsAboutSomething ? await Estate.BuildAsync(server.Registry) : server.Mine;
            var visitor = new Visitors(server.Registry, estate.Target).In(role, row.Door);
            if (row is { Door: Door.Page, Method: "POST" })
            {
                await DemandOwnFormAsync(row, visitor, estate);
            }

            int[] expected = row.Withheld == role ? [400] : row.OwnStatuses;
            var answer = await visitor.CallAsync(server.Registry.Client, row, estate.Target);
            Assert.True(expected.Contains(answer.Status), $"{row} by {visitor} about its own: expected {string.Join(" or ", expected)}, got {answer.Status}: {Seen.Start(answer)}");
            if (role is not ("operator" or "service"))
            {
                Assert.False(server.Theirs.ShowsIn(answer), $"{row} shows {visitor} what is another's: {Seen.Start(answer)}");
            }
            else if (row.IsAboutSomething)
            {
                await server.CallAsync(row, visitor, Target.Missing(estate.Target.Developer), row.Missing);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Table.TenantNames), MemberType = typeof(Table))]
    public async Task Tenant_FindsWhatIsAnothersAsIfItDidNotExist(string name)
    {
        var row = Table.Find(name);
        var before = await server.TheirStateAsync(row);
        foreach (var role in row.Roles.Where(role => role is "developer" or "workspace_admin"))
        {
            var visitor = server.Visitors.In(role, row.Door);
            if (row.Registers is { } registered)
            {
                await server.CallAsync(row, visitor, server.Foreign, row.Beyond);
                await server.CallAsync(row, visitor, server.Missing(), registered);
                continue;
            }

            foreach (var (foreign, missing, status) in Pairs(row, role))
            {
                foreach (var condition in Condition.Of(row))
                {
                    await AreAlikeAsync(row, visitor, condition, foreign, missing, status);
                }

                await IsStillMissingAsync(row, missing);
            }
        }

        Assert.Equal(before, await server.TheirStateAsync(row));
    }

    // What to compare: all of it another's, and, within what is the tenant's own, the one thing that is not.
    private IEnumerable<(Target Foreign, Target Missing, int Status)> Pairs(Row row, string role)
    {
        var (own, foreign, missing) = (server.Mine.Target, server.Foreign, server.Missing());
        if (row.IsAboutADeveloper)
        {
            (foreign, missing) = (foreign with { Developer = server.Theirs.Target.Developer }, missing with { Developer = $"dev_{Scene.NewId()}" });
        }

        yield return (foreign, missing, row.Beyond);
        if (role == "developer" && (row.Names("delivery") || row.Names("workspace")))
        {
            yield return (foreign with { App = own.App }, missing with { App = own.App }, row.Within);
        }

        if (role == "workspace_admin" && row.Names("app"))
        {
            yield return (foreign with { Workspace = own.Workspace }, missing with { Workspace = own.Workspace }, row.Within);
        }
    }

    // Once where nothing is in memory, and once where everything is.
    private async Task AreAlikeAsync(Row row, Visitor visitor, Condition condition, Target foreign, Target missing, int status)
    {
        foreach (var isStored in (bool[])[true, false])
        {
            for (var looks = 1; ; looks++)
            {
                var (theirs, theirWork) = await CallAsync(foreign, isStored);
                var (nobodys, noWork) = await CallAsync(missing, isStored);
                var what = $"{row} by {visitor}, {condition}, {(isStored ? "stored" : "in memory")}";
                Seen.AreSame(Seen.Of(nobodys, missing), Seen.Of(theirs, foreign), $"{what}, missing and foreign");
                if (theirWork.SequenceEqual(noWork))
                {
                    break;
                }

                // What the service does by itself may have brought what is theirs into memory first; a fault is there each time.
                Assert.True(
                    looks < 3,
                    $"{what}: it takes other calls to answer for what is another's than for what does not exist.\n--- missing\n{string.Join('\n', noWork)}\n--- foreign\n{string.Join('\n', theirWork)}");
            }
        }

        async Task<(Answer Answer, string[] Work)> CallAsync(Target target, bool isStored)
        {
            if (isStored)
            {
                await server.ForgetAsync(target);
            }

            return await server.CallAsync(row, visitor, target, status, condition);
        }
    }

    // A form of a page does nothing without what was put into it for this person.
    private async Task DemandOwnFormAsync(Row row, Visitor visitor, Estate estate)
    {
        var before = await estate.StateAsync();
        foreach (var other in new[] { new Visitor("nobody"), new Visitors(server.Registry, server.Theirs.Target).In("developer", Door.Page) })
        {
            var answer = await visitor.CallAsync(server.Registry.Client, row, estate.Target, formsOf: other);
            Assert.True(answer.Status == 400, $"{row} by {visitor} with a form made for {other}: expected 400, got {answer.Status}: {Seen.Start(answer)}");
        }

        Assert.Equal(before, await estate.StateAsync());
    }

    private async Task IsStillMissingAsync(Row row, Target missing)
    {
        if (row.Writes)
        {
            var all = server.Mine.Scene.Operator;
            (await all.GetAsync($"/v1/workspaces/{missing.Workspace}/installations/{missing.App}")).Refused(404, "not_found");
            (await all.GetAsync($"/v1/apps/{missing.App}")).Is(missing.App == server.Mine.Target.App ? 200 : 404);
        }
    }
}
