using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>
/// How often callers may call, and how often anybody may call for a workspace: a bucket of tokens for each, kept as long as it
/// is not full. Answers tell how much is left, in the header fields of the IETF's draft (draft-ietf-httpapi-ratelimit-headers).
/// </summary>
internal sealed class RateLimits : IDisposable
{
    public const string OfCaller = "caller";
    public const string OfWorkspace = "workspace";

    private readonly Limit tenants;
    private readonly Limit platform;
    private readonly Limit workspaces;
    private readonly ApiMetrics metrics;

    public RateLimits(IOptions<RateLimitOptions> options, ApiMetrics metrics)
    {
        var settings = options.Value;
        tenants = new(OfCaller, settings.CallerRate, settings.CallerBurst);
        platform = new(OfCaller, settings.PlatformRate, settings.PlatformBurst);
        workspaces = new(OfWorkspace, settings.WorkspaceRate, settings.WorkspaceBurst);
        this.metrics = metrics;
    }

    /// <summary>Whether the caller's own calls are counted.</summary>
    public bool AppliesTo(Caller caller) => LimitOf(caller).IsSet;

    /// <summary>Counts a call.</summary>
    /// <param name="context">The call; its answer gets the header fields.</param>
    /// <param name="caller">Who calls.</param>
    /// <param name="isCheck">Checks do not count for the workspace.</param>
    /// <returns>The refusal; null where the call may go on.</returns>
    public Problem? Count(HttpContext context, Caller caller, bool isCheck)
    {
        var told = new Told(context.Response.Headers);
        var ofCaller = LimitOf(caller);
        return (ofCaller.IsSet ? Count(ofCaller, caller.Actor, told) : null)
            ?? (workspaces.IsSet && !isCheck && WorkspaceOf(context, caller) is { } workspace ? Count(workspaces, workspace, told) : null);
    }

    public void Dispose()
    {
        tenants.Dispose();
        platform.Dispose();
        workspaces.Dispose();
    }

    // An admin's calls count for the own workspace, whatever they ask for: nobody uses up, or sees, what is left to another one.
    private static string? WorkspaceOf(HttpContext context, Caller caller) => caller.Role is Role.Service or Role.Operator
        ? context.Request.RouteValues.GetValueOrDefault(WorkspaceId.Word) as string
        : caller.Workspace?.Value;

    private Limit LimitOf(Caller caller) => caller.Role is Role.Service or Role.Operator ? platform : tenants;

    private Problem? Count(Limit limit, string key, Told told)
    {
        using var lease = limit.Buckets!.AttemptAcquire(key);
        told.Tell(limit, key);
        if (lease.IsAcquired)
        {
            return null;
        }

        metrics.TurnedAway(limit.Name);
        return Problems.RateLimited(limit.Name, limit.Rate, lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)) : 1);
    }

    /// <param name="Name">As callers are told it.</param>
    /// <param name="Rate">Requests a second; 0 for no limit.</param>
    /// <param name="Burst">At once.</param>
    private sealed record Limit(string Name, int Rate, int Burst) : IDisposable
    {
        public bool IsSet => Buckets is not null;

        public PartitionedRateLimiter<string>? Buckets { get; } = Rate == 0 ? null : PartitionedRateLimiter.Create<string, string>(key =>
            RateLimitPartition.GetTokenBucketLimiter(key, _ => new()
            {
                TokenLimit = Burst,
                TokensPerPeriod = Rate,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                QueueLimit = 0,
            }));

        public void Dispose() => Buckets?.Dispose();
    }

    /// <summary>What the header fields of an answer say.</summary>
    private readonly struct Told(IHeaderDictionary headers)
    {
        public void Tell(Limit limit, string key)
        {
            var left = limit.Buckets!.GetStatistics(key)?.CurrentAvailablePermits ?? 0;
            var (full, rest) = (Seconds(limit.Burst, limit), Seconds(limit.Burst - left, limit));
            headers.Append("RateLimit-Policy", string.Create(CultureInfo.InvariantCulture, $"\"{limit.Name}\";q={limit.Burst};w={full}"));
            headers.Append("RateLimit", string.Create(CultureInfo.InvariantCulture, $"\"{limit.Name}\";r={left};t={rest}"));
        }

        // How long it takes until so many are there.
        private static long Seconds(long tokens, Limit limit) => (tokens + limit.Rate - 1) / limit.Rate;
    }
}
