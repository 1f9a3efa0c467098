namespace Registry.Grains.Interfaces;

/// <summary>
/// Goes through an audit log from its first entry to its last and finds what was changed, removed, put elsewhere or made
/// anew since. Whoever can write to the storage could make all entries anew from one on; that is found by a head that was
/// kept somewhere else.
/// </summary>
public sealed class AuditCheck(AuditTenant tenant)
{
    /// <summary>So many faults are told of; what follows them is counted only.</summary>
    public const int MostFaults = 100;

    private readonly List<AuditFault> faults = [];
    private readonly List<AuditHead> known = [];
    private bool isLastDamaged;

    /// <summary>What was found, in the order of the log; the first <see cref="MostFaults"/>.</summary>
    public IReadOnlyList<AuditFault> Faults => faults;

    /// <summary>How many faults there are.</summary>
    public long FaultCount { get; private set; }

    /// <summary>The last entry so far.</summary>
    public AuditHead Head { get; private set; } = AuditHead.Empty;

    /// <summary>How many entries were read.</summary>
    public long Entries { get; private set; }

    /// <summary>Takes a head that was kept beside the log, or somewhere else, before the first line: the log has to pass through it.</summary>
    public AuditCheck Through(AuditHead head)
    {
        if (head.Sequence > 0)
        {
            known.Add(head);
        }

        return this;
    }

    /// <summary>Checks the next line.</summary>
    public void Add(ReadOnlySpan<byte> line)
    {
        Entries++;
        var expected = Head.Sequence + 1;
        if (Read(line, expected) is not { } entry)
        {
            // What it was is not known, and so not whether the next one follows from it.
            Head = AuditLine.HeadOf(expected, line);
            isLastDamaged = true;
            return;
        }

        CheckPlace(entry, expected);
        if (entry.Sequence < expected)
        {
            return;
        }

        Head = new(entry.Sequence, entry.Hash);
        isLastDamaged = false;
        if (known.Find(head => head.Sequence == entry.Sequence && head.Hash != entry.Hash) is { Hash: var hash })
        {
            Report(entry.Sequence, AuditFaultKind.Replaced, $"Entry {entry.Sequence} has the hash {entry.Hash}, but {hash} was kept of it: it, or one before it, was made anew.");
        }
    }

    /// <summary>Ends the check.</summary>
    public void Complete()
    {
        var least = known.Select(head => head.Sequence).DefaultIfEmpty().Max();
        if (least > Head.Sequence)
        {
            Report(Head.Sequence + 1, AuditFaultKind.Removed, $"The log ends with entry {Head.Sequence}, but it once had {least}: what came after was removed.");
        }
    }

    private AuditEntry? Read(ReadOnlySpan<byte> line, long place)
    {
        AuditEntry entry;
        try
        {
            entry = AuditLine.Read(line);
        }
        catch (FormatException exception)
        {
            Report(place, AuditFaultKind.Changed, $"What should be entry {place} is none: {exception.Message}");
            return null;
        }

        if (AuditLine.HashIn(line) != entry.Hash)
        {
            // By its place: what it says of itself may be what was changed.
            Report(place, AuditFaultKind.Changed, $"Entry {place} was changed: its hash is that of something else.");
            return null;
        }

        return entry;
    }

    private void CheckPlace(AuditEntry entry, long expected)
    {
        if (entry.Tenant != tenant)
        {
            Report(expected, AuditFaultKind.Foreign, $"Entry {entry.Sequence} is of the log {entry.Tenant}, not of {tenant}.");
        }
        else if (entry.Sequence < expected)
        {
            Report(entry.Sequence, AuditFaultKind.Reordered, $"Entry {entry.Sequence} comes where {expected} should be.");
        }
        else if (entry.Sequence > expected)
        {
            Report(expected, AuditFaultKind.Removed, entry.Sequence == expected + 1 ? $"Entry {expected} is missing." : $"Entries {expected} to {entry.Sequence - 1} are missing.");
        }
        else if (entry.Previous != Head.Hash && !isLastDamaged)
        {
            Report(entry.Sequence, AuditFaultKind.Replaced, $"Entry {entry.Sequence} does not follow from the one before it: one of the two was made anew.");
        }
    }

    private void Report(long sequence, AuditFaultKind kind, string text)
    {
        FaultCount++;
        if (faults.Count < MostFaults)
        {
            faults.Add(new(sequence, kind, text));
        }
    }
}
