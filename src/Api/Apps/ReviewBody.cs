using System.Collections.Immutable;
using System.ComponentModel;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>What an operator decides about a submitted app.</summary>
[Example("""{ "decision": "reject", "reasons": ["Say what read_events is for"] }""")]
internal sealed record ReviewBody
{
    [OneOf("approve", "reject")]
    [Description("approve: the submitted version may be installed. reject: it may not, for the reasons given.")]
    public required string Decision { get; set; }

    [TextList(TextRule.MostReason, Limits.ReviewReasons)]
    [Description("Why the app is rejected: at least one with reject, none with approve.")]
    public ImmutableArray<string> Reasons { get; set; } = [];

    public ReviewDecision ToDecision()
    {
        var approve = Decision == "approve";
        return approve == Reasons.IsEmpty
            ? new ReviewDecision(approve, Reasons)
            : throw new ProblemException(Problems.InvalidRequest("reasons", approve
                ? "Must be left out or empty where the decision is approve."
                : "Must have at least one reason where the decision is reject."));
    }
}
