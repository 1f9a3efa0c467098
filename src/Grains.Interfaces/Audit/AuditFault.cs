namespace Registry.Grains.Interfaces;

/// <summary>A fault of an audit log.</summary>
/// <param name="Sequence">The place in the log, from 1.</param>
/// <param name="Kind">What is wrong.</param>
/// <param name="Text">The same in words.</param>
public sealed record AuditFault(long Sequence, AuditFaultKind Kind, string Text);
