using System.ComponentModel;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>A scope that a developer selects.</summary>
internal sealed record ScopeBody
{
    [Description("The scope.")]
    public required ScopeId Id { get; set; }

    [Text(TextRule.MostReason, Lines = true)]
    [Description("Why the app needs it, for people; needed before the app can be submitted.")]
    public string? Reason { get; set; }

    public RequestedScope ToScope() => new(Id, Reason);
}
