using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Registry.Grains.Interfaces;

/// <summary>A kind of webhook notification that the platform offers.</summary>
/// <param name="Id">The topic.</param>
/// <param name="Object">The kind of object it is about; topics are shown by object.</param>
/// <param name="Description">When it fires, shown to people exactly so.</param>
/// <param name="RequiresAnyOf">The scopes of which the topic needs any one; empty where it is always available.</param>
/// <param name="AlwaysSubscribed">Whether it is on for every app with an endpoint and can't be switched off.</param>
/// <param name="IdentifyingFields">For a topic that ends in <c>.deleted</c>: members that go out besides <c>type</c> and <c>id</c>; null for none.</param>
public sealed record Topic(
    TopicId Id,
    string Object,
    string Description,
    ImmutableArray<ScopeId> RequiresAnyOf,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool AlwaysSubscribed = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ImmutableArray<string>? IdentifyingFields = null);
