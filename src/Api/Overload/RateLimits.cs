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
    public bool AppliesTo(Caller caller) => LimitOf(caller).Buckets is not null;

    /// <summary>Counts a call.</summary>
    /// <param name="context">The call; its answer gets the header fields.</param>
    /// <param name="caller">Who calls.</param>
    /// <param name="isCheck">Checks do not count for the workspace.</param>
    /// <returns>The refusal; null where the call may go on.</returns>
    public Problem? Count(HttpContext context, Caller caller, bool isCheck) =>
        Count(context, LimitOf(caller), caller.Actor) ?? (isCheck ? null : Count(context, workspaces, WorkspaceOf(context, caller)));

    public void Dispose()
    {
        tenants.Dispose();
        platform.Dispose();
        workspaces.Dispose();
    }

    private static bool IsPlatform(Caller caller) => caller.Role is Role.Service or Role.Operator;

    // An admin's calls count for the own workspace, whatever they ask for: nobody uses up, or sees, what is left to another one.
    private static string? WorkspaceOf(HttpContext context, Caller caller) => IsPlatform(caller)
        ? context.Request.RouteValues.GetValueOrDefault(WorkspaceId.Word) as string
        : caller.Workspace?.Value;

    private Limit LimitOf(Caller caller) => IsPlatform(caller) ? platform : tenants;

    private Problem? Count(HttpContext context, Limit limit, string? key)
    {
        if (limit.Buckets is not { } buckets || key is null)
        {
            return null;
        }

        using var lease = buckets.AttemptAcquire(key);
        Tell(context.Response.Headers, limit, buckets.GetStatistics(key)?.CurrentAvailablePermits ?? 0);
        if (lease.IsAcquired)
        {
            return null;
        }

        metrics.TurnedAway(limit.Name);
        return Problems.RateLimited(limit.Name, limit.Rate, lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)) : 1);
    }

    private static void Tell(IHeaderDictionary headers, Limit limit, long left)
    {
        headers.Append("RateLimit-Policy", string.Create(CultureInfo.InvariantCulture, $"\"{limit.Name}\";q={limit.Burst};w={limit.SecondsFor(limit.Burst)}"));
        headers.Append("RateLimit", string.Create(CultureInfo.InvariantCulture, $"\"{limit.Name}\";r={left};t={limit.SecondsFor(limit.Burst - left)}"));
    }

    /// <param name="Name">As callers are told it.</param>
    /// <param name="Rate">Requests a second; 0 for no limit.</param>
    /// <param name="Burst">At once.</param>
    private sealed record Limit(string Name, int Rate, int Burst) : IDisposable
    {
        /// <summary>Null where there is no limit.</summary>
        public PartitionedRateLimiter<string>? Buckets { get; } = Rate == 0 ? null : PartitionedRateLimiter.Create<string, string>(key =>
            RateLimitPartition.GetTokenBucketLimiter(key, _ => new()
            {
                TokenLimit = Burst,
                TokensPerPeriod = Rate,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                QueueLimit = 0,
            }));

        /// <summary>How long it takes until so many are there again.</summary>
        public long SecondsFor(long tokens) => (tokens + Rate - 1) / Rate;

        public void Dispose() => Buckets?.Dispose();
    }
}
