namespace Registry.Silo;

/// <summary>An export or an import can't be made or carried on. The message is for the person who started it: where, what is wrong, what to do.</summary>
/// <param name="message">All of that.</param>
/// <param name="innerException">What was behind it.</param>
#pragma warning disable CA1032 // Always with a message for people.
public sealed class BackupException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    internal static BackupException AtLine(long line, string fault, Exception? innerException = null) => new($"Line {line}: {fault}", innerException);
}
#pragma warning restore CA1032
