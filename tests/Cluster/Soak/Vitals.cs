namespace Registry.Cluster.Tests;

/// <summary>What a process holds at a moment.</summary>
/// <param name="At">When, from the beginning of the soak.</param>
/// <param name="Heap">What of its managed memory is in use, in MB, right after a full collection: neither garbage nor gaps.</param>
/// <param name="Memory">Its private memory as the kernel sees it, in MB: native memory too, and what the collector keeps for later.</param>
/// <param name="Handles">Open files and sockets.</param>
/// <param name="Threads">Its threads.</param>
/// <param name="Unobserved">How many tasks have failed without anybody asking for their outcome, since it was started.</param>
/// <param name="NamesOfPeers">Series of its metrics that are about one silo or client of the cluster: as many as have ever been started.</param>
internal sealed record Vitals(TimeSpan At, double Heap, double Memory, double Handles, double Threads, double Unobserved, IReadOnlyList<string> NamesOfPeers);
