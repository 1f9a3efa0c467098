namespace Registry.Grains;

/// <summary>A change that was announced to an audit log.</summary>
/// <param name="Source">Whose change, as <see cref="AuditSource"/> writes it.</param>
/// <param name="Version">The manifest version or revision that it leads to.</param>
/// <param name="After">How many entries the log had then: the change is not among them.</param>
internal sealed record AuditMark(string Source, long Version, long After);
