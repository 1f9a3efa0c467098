using Orleans.Serialization;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>Remembers for 24 hours what requests with an idempotency key were answered.</summary>
internal sealed class RequestAnswers<TResult>(JournalOwner owner, IRequestLog requests, Serializer<TResult> serializer, TimeProvider clock)
    where TResult : class
{
    private static readonly TimeSpan AreKeptFor = TimeSpan.FromHours(24);

    /// <summary>What the key was used for before: the answer, or null where it was another request. Null as a whole for a new key or none.</summary>
    /// <param name="idempotency">The key, or null.</param>
    /// <param name="last">The request that the grain's state remembers, which may not be in the log yet.</param>
    public async ValueTask<(TResult? Answer, bool WasAnotherRequest)?> FindAsync(IdempotencyKey? idempotency, RecordedRequest? last)
    {
        if (idempotency is null)
        {
            return null;
        }

        // The log may know a later answer to the same key than one that the state has kept past its time.
        var earlier = last?.Key == idempotency.Key && IsKept(last) ? last : await requests.FindAsync(owner, idempotency.Key);
        if (earlier is null || !IsKept(earlier))
        {
            return null;
        }

        var isSame = earlier.Fingerprint == idempotency.Fingerprint;
        return (isSame ? serializer.Deserialize(earlier.Answer) : null, !isSame);
    }

    /// <summary>Whether the answer is still given.</summary>
    public bool IsKept(RecordedRequest request) => request.ExpiresAt > clock.GetUtcNow();

    /// <summary>Remembers an answer by itself, with no change to go with it.</summary>
    public async Task<TResult> RecordAsync(IdempotencyKey? idempotency, TResult answer)
    {
        if (ToRequest(idempotency, answer) is { } request)
        {
            await requests.RecordAsync(owner, request);
        }

        return answer;
    }

    /// <summary>The entry for the log, or null where the request has no key.</summary>
    public RecordedRequest? ToRequest(IdempotencyKey? idempotency, TResult answer) =>
        idempotency is null
            ? null
            : new()
            {
                Key = idempotency.Key,
                Fingerprint = idempotency.Fingerprint,
                Answer = serializer.SerializeToArray(answer),
                ExpiresAt = clock.GetUtcNow() + AreKeptFor,
            };
}
