using Registry.Grains.Interfaces;

namespace Registry.Silo.Tests;

/// <summary>A backup from each storage to each other one leads to a registry that answers the same.</summary>
public sealed class BackupMatrixTests(BackupSources sources, PostgresFixture postgres)
{
    public static TheoryData<string, string> Pairs =>
        [.. RegistryPlace.Providers.SelectMany(from => RegistryPlace.Providers.Select(to => (from, to)))];

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task Import_OfAnExport_AnswersAsBefore(string from, string to)
    {
        var (file, answers) = await sources.GetAsync(from, postgres);
        await using var place = await RegistryPlace.CreateAsync(to, postgres);

        await place.ImportAsync(file);

        var again = $"{file}.{to}";
        await place.ExportAsync(again);
        Assert.Equal(await BetweenHeaderAndEndAsync(file), await BetweenHeaderAndEndAsync(again));
        await place.UseAsync(async host =>
        {
            // Before any app is asked: one that is submitted would add its row by itself.
            Assert.Equal([AppId.Parse("waiting")], await host.Submissions.ReadAsync(null, 200));
            Assert.Equal(answers, await Observation.OfAsync(host));
            Assert.Equal(BackupSample.Tokens.Length, answers.Count(answer => answer.StartsWith("token ", StringComparison.Ordinal) && !answer.EndsWith(": null", StringComparison.Ordinal)));
            await AssertGoesOnAsync(host.Grains.GetInstallation(new(WorkspaceId.Parse("ws_d"), AppId.Parse("fin"))));
        });
    }

    private static async Task AssertGoesOnAsync(IInstallationGrain installation)
    {
        var before = (await installation.GetAsync())!.Revision;
        var result = await installation.UninstallAsync(new("test", "request"));

        Assert.Equal(before + 1, Assert.IsType<InstallationResult.Accepted>(result).Installation.Revision);
        var history = await installation.GetHistoryAsync(newestFirst: true, null, 2);
        Assert.Equal([before + 1, before], history!.Items.Select(change => change.Revision));
    }

    private static async Task<string[]> BetweenHeaderAndEndAsync(string file) =>
        (await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken))[1..^1];
}
