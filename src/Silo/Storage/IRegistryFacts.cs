using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>
/// What all processes of a registry must agree on, kept in the storage that they share. Usable before the silo starts,
/// after <see cref="IStorageStartup.PrepareAsync"/>. Errors: <see cref="RegistryUnavailableException"/>.
/// </summary>
internal interface IRegistryFacts
{
    /// <summary>The value on record; the given one is recorded first where there is none. Of several at once, one wins and all get it.</summary>
    /// <param name="name">Lower case letters and <c>-</c>.</param>
    /// <param name="value">Any text up to 1,000 characters.</param>
    Task<string> GetOrAddAsync(string name, string value);

    /// <summary>Records a value in the place of the one that is known; false where that is not there any more.</summary>
    Task<bool> TryReplaceAsync(string name, string known, string value);

    /// <summary>What the clock of the storage shows, UTC, exact to a second or so.</summary>
    Task<DateTimeOffset> GetClockAsync();
}
