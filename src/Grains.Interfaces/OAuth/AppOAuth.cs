using System.Collections.Immutable;

namespace Registry.Grains.Interfaces;

/// <summary>How an app takes part in OAuth 2.0, as seen from outside. Its client id is its app id.</summary>
[GenerateSerializer, Immutable, Alias("registry.AppOAuth")]
public sealed record AppOAuth
{
    /// <summary>Where a browser may be sent with a code.</summary>
    [Id(0)]
    public ImmutableArray<string> RedirectUris { get; init; } = [];

    /// <summary>The public keys that the app signs its assertions with, as a JSON Web Key Set; null for none.</summary>
    [Id(1)]
    public string? Keys { get; init; }

    /// <summary>The client secrets that are good, newest first; at most <see cref="MostSecrets"/>.</summary>
    [Id(2)]
    public ImmutableArray<AppClientSecret> Secrets { get; init; } = [];

    /// <summary>How long access tokens are good; null for until they are revoked.</summary>
    [Id(3)]
    public TimeSpan? TokenLifetime { get; init; }

    /// <summary>As many as a rotation needs.</summary>
    public const int MostSecrets = 2;
}
