using System.ComponentModel;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>In how many workspaces a topic fires, and why not in the others.</summary>
internal sealed record TopicReachResponse(
    [property: Description("The topic.")] TopicId Id,
    [property: Description("In how many workspaces it fires.")] long Active,
    [property: Description("In how many it is switched off.")] long Disabled,
    [property: Description("In how many none of the scopes that it needs is granted.")] long MissingScope,
    [property: Description("In how many the installation is suspended; all of them while the app itself is.")] long Suspended);
