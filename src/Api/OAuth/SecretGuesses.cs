using System.Threading.RateLimiting;
using Microsoft.AspNetCore;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Registry.Api;

/// <summary>
/// Limits how many wrong secrets may be tried: for an app from one address, ten a minute. Whoever knows the secret and calls from
/// elsewhere is not kept out by whoever guesses.
/// </summary>
internal sealed class SecretGuesses : IOpenIddictServerHandler<ProcessAuthenticationContext>, IDisposable
{
    private const int Most = 10;

    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<(string? Client, string? Address)> guesses = PartitionedRateLimiter.Create<(string?, string?), (string?, string?)>(
        key => RateLimitPartition.GetFixedWindowLimiter(key, _ => new() { PermitLimit = Most, Window = Period, QueueLimit = 0 }));

    /// <summary>Comes before the secret is looked at.</summary>
    public ValueTask HandleAsync(ProcessAuthenticationContext context)
    {
        if (!string.IsNullOrEmpty(context.ClientSecret) && guesses.GetStatistics(KeyOf(context.Transaction, context.ClientId))?.CurrentAvailablePermits == 0)
        {
            context.Reject(Errors.InvalidClient, "Too many wrong secrets came from this address. Wait a minute.");
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Counts one.</summary>
    public void Note(OpenIddictServerTransaction transaction, string? client)
    {
        using var lease = guesses.AttemptAcquire(KeyOf(transaction, client));
    }

    public void Dispose() => guesses.Dispose();

    private static (string? Client, string? Address) KeyOf(OpenIddictServerTransaction transaction, string? client) =>
        (client, transaction.GetHttpRequest()?.HttpContext.Connection.RemoteIpAddress?.ToString());
}
