using System.ComponentModel;

namespace Registry.Api;

/// <summary>Why an app or an installation is suspended.</summary>
[Example("""{ "reason": "Sends more than it says" }""")]
internal sealed record SuspensionBody
{
    [Text(TextRule.MostReason, Lines = true)]
    [Description("The reason, for people.")]
    public required string Reason { get; set; }
}
