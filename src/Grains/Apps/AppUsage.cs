using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>What is noted of an app's use, beside its record: none of it is a change of the app.</summary>
internal sealed class AppUsage
{
    private static readonly TimeSpan SecretPeriod = TimeSpan.FromHours(1);

    /// <summary>The scopes that any installation has used, in ordinal order.</summary>
    public ImmutableArray<ScopeId> Scopes { get; init; } = [];

    /// <summary>When each client secret was last used; null where none was.</summary>
    public ImmutableDictionary<string, DateTimeOffset>? Secrets { get; init; }

    /// <summary>When a client secret was last used; null for never.</summary>
    public DateTimeOffset? LastUseOf(ClientSecretId secretId) => Secrets?.TryGetValue(secretId.Value, out var at) == true ? at : null;

    /// <summary>With these scopes; the same where they are in it.</summary>
    public AppUsage With(ImmutableArray<ScopeId> scopes)
    {
        var next = Scopes.Concat(scopes).Ordered();
        return next.Length == Scopes.Length ? this : new() { Scopes = next, Secrets = Secrets };
    }

    /// <summary>With the use of a client secret; the same where one is noted that is not long ago. Forgets those that are gone.</summary>
    public AppUsage With(ClientSecretId secretId, ImmutableArray<ClientSecret> secrets, DateTimeOffset at) =>
        LastUseOf(secretId) is { } last && at - last < SecretPeriod
            ? this
            : new()
            {
                Scopes = Scopes,
                Secrets = (Secrets ?? ImmutableDictionary<string, DateTimeOffset>.Empty)
                    .Where(use => secrets.Any(secret => secret.Id.Value == use.Key))
                    .ToImmutableDictionary()
                    .SetItem(secretId.Value, at),
            };
}
