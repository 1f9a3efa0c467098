using System.Collections.Immutable;
using System.ComponentModel;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>What going through an audit log has shown.</summary>
[Example("""
    { "intact": true, "entries": 12, "head": "12:5f1d7a84db00d2fce00b31a7fc73224957e6a9a1ba4bd9f6a2a6c2ae0a1b7a10", "faultCount": 0, "faults": [] }
    """)]
internal sealed record AuditVerificationResponse(
    [property: Description("Whether every entry is there, in its place, and as it was written.")] bool Intact,
    [property: Description("How many entries there are.")] long Entries,
    [property: Description("The number and the hash of the last entry. Kept somewhere else and given as head later, it proves that all up to there is as it is now.")] string Head,
    [property: Description("How many faults there are.")] long FaultCount,
    [property: Description("The first hundred of them.")] ImmutableArray<AuditFaultResponse> Faults)
{
    public static AuditVerificationResponse From(AuditCheck check) => new(
        check.FaultCount == 0,
        check.Entries,
        check.Head.ToString(),
        check.FaultCount,
        [.. check.Faults.Select(fault => new AuditFaultResponse(fault.Sequence, fault.Kind, fault.Text))]);
}

/// <summary>A fault of an audit log.</summary>
internal sealed record AuditFaultResponse(
    [property: Description("The place in the log.")] long Sequence,
    [property: Description("What is wrong.")] AuditFaultKind Kind,
    [property: Description("The same in words.")] string Text);
