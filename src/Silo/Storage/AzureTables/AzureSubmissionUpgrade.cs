using System.Collections.Immutable;
using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>
/// Brings tables forward that were written before there was a submission index: once, every app gets a row, because nobody
/// knows here which are submitted. Whoever reads the rows asks the apps, and removes what is wrong.
/// </summary>
internal sealed class AzureSubmissionUpgrade(IRegistryFacts facts, IAppIndex apps, AzureSubmissionIndex submissions)
{
    private const string Fact = "submission-index";

    private const string Begun = "begun";

    private const string Complete = "complete";

    private const int PageSize = 1_000;

    /// <summary>Safe to repeat, and to run in several processes at once.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (await facts.GetOrAddAsync(Fact, Begun).ConfigureAwait(false) == Complete)
        {
            return;
        }

        AppId? last = null;
        for (var page = await ReadAsync(last).ConfigureAwait(false); page.Length > 0; page = await ReadAsync(last).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await submissions.AddUnknownAsync(page).ConfigureAwait(false);
            last = page[^1];
        }

        // Where it is not that any more, another process was as far before.
        await facts.TryReplaceAsync(Fact, Begun, Complete).ConfigureAwait(false);
    }

    private Task<ImmutableArray<AppId>> ReadAsync(AppId? after) => apps.ReadAsync(null, after, PageSize);
}
