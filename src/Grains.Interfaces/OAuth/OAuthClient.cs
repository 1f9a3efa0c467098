using System.Collections.Immutable;

namespace Registry.Grains.Interfaces;

/// <summary>An app as the authorization server knows it.</summary>
[GenerateSerializer, Immutable, Alias("registry.OAuthClient")]
public sealed record OAuthClient
{
    /// <summary>The app, whose id is the client id.</summary>
    [Id(0)]
    public required AppId App { get; init; }

    /// <summary>The name shown to people.</summary>
    [Id(1)]
    public required string Name { get; init; }

    /// <summary>Where a browser may be sent with a code.</summary>
    [Id(2)]
    public ImmutableArray<string> RedirectUris { get; init; } = [];

    /// <summary>The client secrets that are good.</summary>
    [Id(3)]
    public ImmutableArray<ClientSecret> Secrets { get; init; } = [];

    /// <summary>The public keys that the app signs its assertions with, as a JSON Web Key Set; null for none.</summary>
    [Id(4)]
    public string? Keys { get; init; }

    /// <summary>Whether the operator has suspended the app everywhere.</summary>
    [Id(5)]
    public required bool IsSuspended { get; init; }

    /// <summary>How long access tokens are good; null for until they are revoked.</summary>
    [Id(6)]
    public TimeSpan? TokenLifetime { get; init; }

    /// <summary>Whom the app belongs to.</summary>
    [Id(7)]
    public DeveloperId Developer { get; init; }

    /// <summary>Says nothing but whose it is: hashes must not get into logs.</summary>
    public override string ToString() => $"{nameof(OAuthClient)} {App}";
}
