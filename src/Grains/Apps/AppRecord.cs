using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>What is stored about an app. Lists are in ordinal order; forced scopes and always subscribed topics are among them.</summary>
internal sealed record AppRecord
{
    public required string Name { get; init; }

    public required DeveloperId Developer { get; init; }

    public required AppVisibility Visibility { get; init; }

    public ImmutableArray<WorkspaceId> Workspaces { get; init; } = [];

    public required AppStatus Status { get; init; }

    public Suspension? Suspension { get; init; }

    public ImmutableArray<CapabilityId> Capabilities { get; init; } = [];

    public ImmutableArray<RequestedScope> Scopes { get; init; } = [];

    public WebhookDefinition? Webhook { get; init; }

    /// <summary>Since when the endpoint wants nothing more.</summary>
    public DateTimeOffset? WebhookGoneAt { get; init; }

    /// <summary>What notifications are signed with, newest first.</summary>
    public ImmutableArray<SigningSecret> WebhookSecrets { get; init; } = [];

    /// <summary>Where a browser may be sent with a code.</summary>
    public ImmutableArray<string> RedirectUris { get; init; } = [];

    /// <summary>The public keys that the app signs its assertions with, as a JSON Web Key Set.</summary>
    public string? ClientKeys { get; init; }

    /// <summary>How long access tokens are good; null for until they are revoked.</summary>
    public TimeSpan? TokenLifetime { get; init; }

    /// <summary>The client secrets that are good, newest first.</summary>
    public ImmutableArray<ClientSecret> ClientSecrets { get; init; } = [];

    public required long ManifestVersion { get; init; }

    /// <summary>What installations depend on; null while nothing is live.</summary>
    public LiveContent? Live { get; init; }

    public DateTimeOffset? SubmittedAt { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    public string? DecidedBy { get; init; }

    public ImmutableArray<string> Reasons { get; init; } = [];

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    [JsonIgnore]
    public ImmutableArray<TopicId> Topics => Webhook?.Topics ?? [];
}
