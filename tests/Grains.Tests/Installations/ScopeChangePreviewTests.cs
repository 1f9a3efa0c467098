using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>A preview says what the change then does.</summary>
public sealed class ScopeChangePreviewTests(RegistryCluster cluster)
{
    private static readonly ScopeId ListAll = ScopeId.Parse("read_and_list_users_and_companies");
    private static readonly ScopeId ReadTickets = ScopeId.Parse("read_tickets");
    private static readonly TopicId TicketCreated = TopicId.Parse("ticket.created");

    private readonly TestApp test = new(cluster);
    private readonly WorkspaceId[] workspaces = [.. Enumerable.Range(0, 6).Select(number => WorkspaceId.Parse($"ws{number}-{Guid.NewGuid():N}"))];

    private IInstallationListGrain Installations => cluster.Grains.GetInstallationList();

    [Fact]
    public async Task Preview_OfAChange_CountsWhatTheChangeThenDoes()
    {
        await RegisterAsync(TestApp.ReadOne, ListAll, ReadTickets, TestApp.ReadTags);
        await InstallAsync(0, TestApp.ReadOne, ListAll, ReadTickets, TestApp.ReadTags);
        await InstallAsync(1, TestApp.ReadOne, ReadTickets);
        await InstallAsync(2, ListAll);
        Accepted(await (await InstallAsync(3, TestApp.ReadOne, ReadTickets)).DisableTopicAsync(TicketCreated, TestApp.By()));
        Accepted(await (await InstallAsync(4, TestApp.ReadOne, ReadTickets)).SuspendAsync("Payment is due", TestApp.By()));
        Accepted(await (await InstallAsync(5, TestApp.ReadOne, ReadTickets)).UninstallAsync(TestApp.By()));

        var preview = await PreviewAsync(ListAll, TestApp.ReadTags, TestApp.WriteTags);

        Assert.Equal([new(TestApp.ReadOne, 4), new(ReadTickets, 4)], preview.Removed);
        Assert.Equal([new(TestApp.WriteTags, 5)], preview.Added);

        // company.created is revived by nothing where only one of its two scopes was granted; ticket.created is off in one, and all in another.
        Assert.Equal([new(TestApp.CompanyCreated, 2), new(TicketCreated, 2)], preview.SilencedTopics);
        Assert.Equal((3, 5, 4), (preview.WithSilencedTopics, preview.WithPendingConsent, preview.WithLostScopes));
        Assert.Equal((5, true), (preview.Installations, preview.IsComplete));
        await AssertComesTrueAsync(preview, ListAll, TestApp.ReadTags, TestApp.WriteTags);
    }

    [Fact]
    public async Task Preview_OfWhatIsRequested_ChangesNothing()
    {
        await RegisterAsync(TestApp.ReadOne, ReadTickets);
        await InstallAsync(0, TestApp.ReadOne, ReadTickets);
        await InstallAsync(1, TestApp.ReadOne);

        var preview = await PreviewAsync(ReadTickets, TestApp.ReadOne, ReadTickets);

        Assert.Equal(new ScopeChangePreview { WithSilencedTopics = 0, WithPendingConsent = 0, WithLostScopes = 0, Installations = 2, IsComplete = true }, preview with { Removed = [], Added = [], SilencedTopics = [] });
        Assert.Empty(preview.Removed);
        Assert.Empty(preview.Added);
        Assert.Empty(preview.SilencedTopics);
    }

    [Fact]
    public async Task Preview_LacksWhatACapabilityRequires_KeepsItAndIgnoresUnknownScopes()
    {
        Assert.IsType<AppResult.Accepted>(await test.App.PutAsync(test.Definition(TestApp.ReadTags) with { Workspaces = [.. workspaces], Capabilities = [CapabilityId.Parse("canvas_kit")] }, TestApp.By()));
        Accepted(await cluster.Grains.GetInstallation(new(workspaces[0], test.Id)).InstallAsync(new(), TestApp.By()));

        var preview = await PreviewAsync(ScopeId.Parse("read_minds"));

        Assert.Equal([new(TestApp.ReadTags, 1)], preview.Removed);
        Assert.Empty(preview.Added);
    }

    [Fact]
    public async Task Preview_ScopeThatIsGrantedFromBefore_NeedsNoConsent()
    {
        await RegisterAsync(TestApp.ReadTags, TestApp.WriteTags);
        await InstallAsync(0, TestApp.ReadTags, TestApp.WriteTags);
        await InstallAsync(1, TestApp.ReadTags);
        Assert.IsType<AppResult.Accepted>(await test.App.SetScopesAsync([new(TestApp.ReadTags)], TestApp.By()));

        var preview = await PreviewAsync(TestApp.ReadTags, TestApp.WriteTags);

        Assert.Equal([new(TestApp.WriteTags, 1)], preview.Added);
        Assert.Equal(1, preview.WithPendingConsent);
    }

    [Fact]
    public async Task Preview_RowMarkedByACrash_CountsWhatItHas()
    {
        await RegisterAsync(ReadTickets);
        await InstallAsync(0, ReadTickets);
        var index = cluster.GetService<IInstallationIndex>();
        await index.MarkAsync(new(workspaces[0], test.Id), 2);
        await index.MarkAsync(new(workspaces[1], test.Id), 1);

        var preview = await PreviewAsync();

        Assert.Equal([new(ReadTickets, 1)], preview.Removed);
        Assert.Equal(1, preview.Installations);
    }

    [Fact]
    public async Task Preview_VeryManyInstallations_IsCutAndSaysSo()
    {
        await RegisterAsync(ReadTickets);
        await InstallAsync(0, ReadTickets);
        var index = cluster.GetService<IInstallationIndex>();
        var row = Assert.Single(await index.ReadByAppAsync(test.Id, new(), null, 10));
        for (var number = 0; number < 10_000; number++)
        {
            await index.CompleteAsync(new(WorkspaceId.Parse($"x{number:D5}-{test.Id}"), test.Id), row.Record!);
        }

        var preview = await PreviewAsync();

        Assert.Equal((10_000, false), (preview.Installations, preview.IsComplete));
        Assert.Equal([new(ReadTickets, 10_000)], preview.Removed);
    }

    [Fact]
    public async Task Preview_NoSuchApp_IsNothing() => Assert.Null(await Installations.PreviewScopesAsync(test.Id, [ReadTickets]));

    private static void Accepted(InstallationResult result) => TestApp.Accepted(result);

    private async Task<ScopeChangePreview> PreviewAsync(params ImmutableArray<ScopeId> scopes) =>
        Assert.IsType<ScopeChangePreview>(await Installations.PreviewScopesAsync(test.Id, scopes));

    private async Task RegisterAsync(params ScopeId[] scopes)
    {
        var topics = new[] { TestApp.CompanyCreated, TicketCreated }.Where(topic => cluster.Catalog.Meets(topic, scopes));
        Assert.IsType<AppResult.Accepted>(await test.App.PutAsync(
            test.Definition(scopes) with { Workspaces = [.. workspaces], Webhook = new("https://app.example/hook", [.. topics]) },
            TestApp.By()));
    }

    private async Task<IInstallationGrain> InstallAsync(int workspace, params ImmutableArray<ScopeId> scopes)
    {
        var installation = cluster.Grains.GetInstallation(new(workspaces[workspace], test.Id));
        Accepted(await installation.InstallAsync(new(scopes), TestApp.By()));
        return installation;
    }

    private async Task AssertComesTrueAsync(ScopeChangePreview preview, params ScopeId[] scopes)
    {
        var before = (await Installations.ListByAppAsync(test.Id, new(), null, 200)).Items;
        Assert.IsType<AppResult.Accepted>(await test.App.SetScopesAsync([.. scopes.Select(scope => new RequestedScope(scope))], TestApp.By()));
        var after = (await Installations.ListByAppAsync(test.Id, new(), null, 200)).Items;

        var silenced = before.Zip(after, (was, now) => was.Topics.Where(topic => topic.State == InstallationTopicState.Active)
            .Select(topic => topic.Id)
            .Except(now.Topics.Where(topic => topic.State == InstallationTopicState.Active).Select(topic => topic.Id))
            .ToArray()).ToArray();
        Assert.Equal(preview.WithSilencedTopics, silenced.Count(topics => topics.Length > 0));
        Assert.Equal(preview.SilencedTopics, silenced.SelectMany(topics => topics).CountBy(topic => topic).Select(count => new TopicImpact(count.Key, count.Value)).OrderBy(topic => topic.Id.Value, StringComparer.Ordinal));
        Assert.Equal(preview.WithPendingConsent, after.Count(installation => installation.PendingScopes.Contains(TestApp.WriteTags)));
    }
}
