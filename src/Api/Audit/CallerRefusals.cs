namespace Registry.Api;

/// <summary>What one caller was refused in a period: an entry for each thing it asked for, and one for all that is too many.</summary>
internal sealed class CallerRefusals
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, RefusedCall> bySubject = new(StringComparer.Ordinal);
    private RefusedCall? rest;
    private bool isClosed;

    /// <returns>False where the period is over.</returns>
    public bool TryAdd(RefusedCall refused, int most)
    {
        lock (gate)
        {
            if (isClosed)
            {
                return false;
            }

            var subject = refused.Entry.Subject!;
            if (bySubject.TryGetValue(subject, out var earlier))
            {
                bySubject[subject] = OnceMore(earlier);
            }
            else if (bySubject.Count < most)
            {
                bySubject[subject] = refused;
            }
            else
            {
                rest = rest is null ? new(refused.Entry with { Subject = null }, null, null) : OnceMore(rest);
            }

            return true;
        }
    }

    /// <summary>Ends the period.</summary>
    public IReadOnlyList<RefusedCall> Close()
    {
        lock (gate)
        {
            isClosed = true;
            return [.. bySubject.Values, .. rest is null ? Array.Empty<RefusedCall>() : [rest]];
        }
    }

    private static RefusedCall OnceMore(RefusedCall refused) => refused with { Entry = refused.Entry with { Count = (refused.Entry.Count ?? 1) + 1 } };
}
