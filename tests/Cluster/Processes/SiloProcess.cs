namespace Registry.Cluster.Tests;

/// <summary>A silo of a cluster.</summary>
/// <param name="Port">Where other silos reach it, and how the membership table names it.</param>
/// <param name="Program">Its process.</param>
internal sealed record SiloProcess(int Port, ProgramProcess Program);
