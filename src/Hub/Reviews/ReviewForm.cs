using Registry.Front;
using Registry.Grains.Interfaces;

namespace Registry.Hub;

/// <summary>Reads the decision of an operator.</summary>
internal static class ReviewForm
{
    private const int MostReasons = 20;

    /// <summary>The decision; null, with the faults noted, where the form is not sound.</summary>
    public static ReviewDecision? Read(FormInput form)
    {
        string[] reasons = [.. form["reasons"].Split('\n').Select(reason => reason.Trim()).Where(reason => reason.Length > 0)];
        var decision = form["decision"];
        if (decision is not ("approve" or "reject"))
        {
            form.Fault("decision", OperatorTexts.FaultDecision);
        }

        if (decision == "approve" && reasons.Length > 0)
        {
            form.Fault("reasons", OperatorTexts.FaultReasonsWithApproval);
        }

        if (decision == "reject" && reasons.Length == 0)
        {
            form.Fault("reasons", OperatorTexts.FaultReasonsMissing);
        }

        if (reasons.Length > MostReasons)
        {
            form.Fault("reasons", Phrase.Of(OperatorTexts.FaultReasonsMany, MostReasons));
        }

        foreach (var fault in reasons.SelectMany(TextRule.Reason.Faults).Distinct())
        {
            form.Fault("reasons", fault);
        }

        return form.IsSound ? new ReviewDecision(decision == "approve", [.. reasons]) : null;
    }
}
