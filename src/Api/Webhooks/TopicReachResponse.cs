using System.ComponentModel;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>In how many workspaces a topic fires, and why not in the others.</summary>
internal sealed record TopicReachResponse(
    [property: Description("The topic.")] TopicId Id,
    [property: Description("In how many workspaces it fires.")] long Active,
    [property: Description("In how many it is switched off, or installation or app are suspended.")] long Disabled,
    [property: Description("In how many none of the scopes that it needs is granted.")] long MissingScope);
