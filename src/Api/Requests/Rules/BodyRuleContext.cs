namespace Registry.Api;

/// <summary>What the rules on a body report to, and what they may depend on.</summary>
internal sealed record BodyRuleContext(Faults Faults, IServiceProvider Services);
