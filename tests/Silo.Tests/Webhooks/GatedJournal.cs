using System.Collections.Immutable;
using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo.Tests;

/// <summary>One silo's way to a journal that several share; a test can cut it, or hold reading until another one reads too.</summary>
internal sealed class GatedJournal(IJournal shared) : IJournal
{
    public bool IsDown { get; set; }

    /// <summary>How many of the next reads see nothing yet.</summary>
    public int BlindReads { get; set; }

    public Barrier? FirstRead { get; set; }

    public Task AppendAsync(JournalOwner owner, JournalEntry entry)
    {
        DemandUp();
        return shared.AppendAsync(owner, entry);
    }

    public async Task<ImmutableArray<JournalEntry>> ReadAsync(JournalOwner owner, bool newestFirst, long? after, int limit)
    {
        DemandUp();
        if (BlindReads > 0)
        {
            BlindReads--;
            return [];
        }

        var entries = await shared.ReadAsync(owner, newestFirst, after, limit);
        if (FirstRead is { } together)
        {
            FirstRead = null;
            Assert.True(together.SignalAndWait(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken));
        }

        return entries;
    }

    private void DemandUp()
    {
        if (IsDown)
        {
            throw new RegistryUnavailableException("The storage is down.", mayHaveChanged: false);
        }
    }
}
