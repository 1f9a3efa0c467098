using System.Collections.Immutable;

namespace Registry.Grains.Interfaces;

/// <summary>Why a change was refused. A refused change changes nothing.</summary>
[GenerateSerializer, Immutable, Alias("registry.Refusal")]
public abstract record Refusal
{
    private Refusal()
    {
    }

    /// <summary>There is no such object, or the caller may not know that there is.</summary>
    [GenerateSerializer, Immutable, Alias("registry.Refusal.NotFound")]
    public sealed record NotFound : Refusal;

    /// <summary>The app was uninstalled from this workspace; only installing it again is possible.</summary>
    [GenerateSerializer, Immutable, Alias("registry.Refusal.NotInstalled")]
    public sealed record NotInstalled : Refusal;

    /// <summary>The app can't be installed here: it is public and has no approved version, or it is private and not meant for this workspace.</summary>
    [GenerateSerializer, Immutable, Alias("registry.Refusal.AppNotInstallable")]
    public sealed record AppNotInstallable([property: Id(0)] AppStatus Status) : Refusal;

    /// <summary>The operator has suspended the app everywhere.</summary>
    [GenerateSerializer, Immutable, Alias("registry.Refusal.AppSuspended")]
    public sealed record AppSuspended : Refusal;

    /// <summary>The catalog has no such scopes.</summary>
    [GenerateSerializer, Immutable, Alias("registry.Refusal.UnknownScopes")]
    public sealed record UnknownScopes([property: Id(0)] ImmutableArray<ScopeId> Scopes) : Refusal;

    /// <summary>The catalog has no such topics.</summary>
    [GenerateSerializer, Immutable, Alias("registry.Refusal.UnknownTopics")]
    public sealed record UnknownTopics([property: Id(0)] ImmutableArray<TopicId> Topics) : Refusal;

    /// <summary>The catalog has no such capabilities.</summary>
    [GenerateSerializer, Immutable, Alias("registry.Refusal.UnknownCapabilities")]
    public sealed record UnknownCapabilities([property: Id(0)] ImmutableArray<CapabilityId> Capabilities) : Refusal;

    /// <summary>Scopes that the app's capabilities require were left out or taken away.</summary>
    [GenerateSerializer, Immutable, Alias("registry.Refusal.RequiredScopesMissing")]
    public sealed record RequiredScopesMissing([property: Id(0)] ImmutableArray<ScopeId> Missing) : Refusal;

    /// <summary>Scopes that the app's live manifest does not request can't be granted.</summary>
    [GenerateSerializer, Immutable, Alias("registry.Refusal.ScopesNotRequested")]
    public sealed record ScopesNotRequested([property: Id(0)] ImmutableArray<ScopeId> Scopes) : Refusal;

    /// <summary>Each of these topics needs one of the scopes named with it.</summary>
    [GenerateSerializer, Immutable, Alias("registry.Refusal.TopicsNeedScope")]
    public sealed record TopicsNeedScope([property: Id(0)] ImmutableArray<TopicNeed> Topics) : Refusal;

    /// <summary>The app does not subscribe to these topics.</summary>
    [GenerateSerializer, Immutable, Alias("registry.Refusal.TopicsNotSubscribed")]
    public sealed record TopicsNotSubscribed([property: Id(0)] ImmutableArray<TopicId> Topics) : Refusal;

    /// <summary>Each of these requested scopes needs a reason before the app can be submitted.</summary>
    [GenerateSerializer, Immutable, Alias("registry.Refusal.ReasonRequired")]
    public sealed record ReasonRequired([property: Id(0)] ImmutableArray<ScopeId> Scopes) : Refusal;

    /// <summary>The change does not fit the state that the object is in.</summary>
    /// <param name="Explanation">What is in the way and how to mend it, for people.</param>
    [GenerateSerializer, Immutable, Alias("registry.Refusal.Conflict")]
    public sealed record Conflict([property: Id(0)] string Explanation) : Refusal;

    /// <summary>The object is at another revision than the caller demanded.</summary>
    /// <param name="Revision">The revision (of an installation) or manifest version (of an app) now; 0 where it does not exist.</param>
    [GenerateSerializer, Immutable, Alias("registry.Refusal.PreconditionFailed")]
    public sealed record PreconditionFailed([property: Id(0)] long Revision) : Refusal;

    /// <summary>The idempotency key was used before with another request.</summary>
    [GenerateSerializer, Immutable, Alias("registry.Refusal.IdempotencyKeyReused")]
    public sealed record IdempotencyKeyReused : Refusal;
}
