namespace Registry.Silo;

/// <summary>The registry can't start like this; the message says what to mend.</summary>
#pragma warning disable CA1032, CA1064 // Thrown and caught in this project only, and always with a message for people.
internal sealed class StartRefusedException(string message, Exception? innerException = null) : Exception(message, innerException);
#pragma warning restore CA1032, CA1064
