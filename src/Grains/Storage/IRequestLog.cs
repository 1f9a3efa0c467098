using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>The answers to requests that carried an idempotency key, until they expire. Errors as in <see cref="IInstallationIndex"/>.</summary>
internal interface IRequestLog
{
    /// <summary>The recorded answer, also where it has expired; null if there is none.</summary>
    Task<RecordedRequest?> FindAsync(JournalOwner owner, string key);

    /// <summary>Records an answer, in the place of one of the same key.</summary>
    Task RecordAsync(JournalOwner owner, RecordedRequest request);

    /// <summary>Deletes answers that expired before <paramref name="now"/>, up to <paramref name="limit"/>; returns how many.</summary>
    Task<int> DeleteExpiredAsync(DateTimeOffset now, int limit);
}
