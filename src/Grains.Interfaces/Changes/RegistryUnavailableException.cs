using Orleans.Runtime;

namespace Registry.Grains.Interfaces;

/// <summary>The storage can't be reached or can't take the write. The call can be repeated; every change is safe to repeat.</summary>
/// <remarks>An <see cref="OrleansException"/>, because Orleans wraps every other exception of a storage provider.</remarks>
[GenerateSerializer, Alias("registry.RegistryUnavailableException")]
public sealed class RegistryUnavailableException : OrleansException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What could not be done, for the log; never shown to callers.</param>
    /// <param name="mayHaveChanged">Whether the change may have been stored all the same.</param>
    /// <param name="innerException">What the storage said.</param>
    public RegistryUnavailableException(string message, bool mayHaveChanged, Exception? innerException = null)
        : base(message, innerException!) => MayHaveChanged = mayHaveChanged;

    /// <summary>Whether the change may have been stored all the same; false means that nothing was changed.</summary>
    [Id(0)]
    public bool MayHaveChanged { get; }
}
