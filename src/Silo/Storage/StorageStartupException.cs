namespace Registry.Silo;

/// <summary>The storage can't be used as it is, so the registry does not start. The message is for the person who starts it: which file, what is wrong, what to do.</summary>
public sealed class StorageStartupException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="path">The file or directory.</param>
    /// <param name="fault">What is wrong with it.</param>
    /// <param name="remedy">What to do about it.</param>
    /// <param name="innerException">What the storage said.</param>
    public StorageStartupException(string path, string fault, string remedy, Exception? innerException = null)
        : base($"{path}: {fault} {remedy}", innerException) => Path = path;

    /// <summary>The file or directory.</summary>
    public string Path { get; }
}
