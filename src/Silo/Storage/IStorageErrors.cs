using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>What the exceptions of one storage mean. The one place where they become <see cref="RegistryUnavailableException"/>.</summary>
internal interface IStorageErrors
{
    /// <summary>Whether the storage failed, rather than this program.</summary>
    bool IsOutage(Exception exception);

    /// <summary>The exception that callers get instead; it says whether a write may have happened.</summary>
    RegistryUnavailableException ToUnavailable(string operation, bool isWrite, Exception exception);
}
