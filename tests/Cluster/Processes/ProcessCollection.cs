namespace Registry.Cluster.Tests;

/// <summary>Tests that start a whole cluster: one after the other, so that they do not starve each other.</summary>
[CollectionDefinition(nameof(ProcessCollection))]
public sealed class ProcessCollection;
