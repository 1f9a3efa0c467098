namespace Registry.Silo;

/// <summary>A write was sent again after a try with an unknown end, and what it was answered then may be the doing of that first try.</summary>
internal sealed class UncertainWriteException(string message) : IOException(message);
