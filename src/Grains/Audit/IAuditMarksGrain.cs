using System.Collections.Immutable;
using Orleans.Concurrency;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>
/// The side of an audit log that grains with audited changes see, as the index of installations is: a change is announced
/// before it is stored and entered afterwards. As long as a source is marked, whoever reads the log asks it first.
/// </summary>
[GrainInterfaceType("audit-marks"), Alias("registry.IAuditMarksGrain")]
internal interface IAuditMarksGrain : IGrainWithStringKey
{
    /// <summary>Announces that a change of the source is about to be stored.</summary>
    [Alias("Announce")]
    Task AnnounceAsync(string source, long version);

    /// <summary>Enters the change, which is stored, unless it was entered before.</summary>
    [Alias("Complete")]
    Task CompleteAsync(string source, AuditEvent change);

    /// <summary>Takes back what was announced and never stored. Called by the source only, in its own turn.</summary>
    [Alias("Release")]
    Task ReleaseAsync(string source);

    /// <summary>The sources that have announced a change which is not entered yet.</summary>
    [ReadOnly, Alias("GetMarked")]
    Task<ImmutableArray<string>> GetMarkedAsync();
}
