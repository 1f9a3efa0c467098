namespace Registry.Silo.Tests;

/// <summary>What goes wrong with a request.</summary>
internal enum Fault
{
    None,

    /// <summary>It never gets there, nor does any other from then on: the process is gone.</summary>
    CutBefore,

    /// <summary>It is done, and its answer is lost; nothing else gets there from then on.</summary>
    CutAfter,

    /// <summary>It is done, and its answer is lost; the next try gets there.</summary>
    LostAnswer,

    /// <summary>It does not get there now, but when <see cref="FaultPolicy.ArriveAsync"/> says so; nothing else gets there until <see cref="FaultPolicy.Heal"/>.</summary>
    Late,
}
