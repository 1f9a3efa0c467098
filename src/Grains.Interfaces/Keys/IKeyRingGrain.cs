using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Registry.Grains.Interfaces;

/// <summary>
/// The keys that browser sessions are protected with, kept in the registry's storage and shared by all API processes, which
/// have no storage of their own. Whoever can call it can make sessions of anybody: it is for API processes only.
/// </summary>
[GrainInterfaceType("key-ring"), Alias("registry.IKeyRingGrain")]
public interface IKeyRingGrain : IGrainWithIntegerKey
{
    /// <summary>All elements as ASP.NET Core Data Protection wrote them, XML each, oldest first.</summary>
    /// <exception cref="RegistryUnavailableException">The storage did not answer.</exception>
    [ReadOnly, Alias("Read")]
    Task<ImmutableArray<string>> ReadAsync();

    /// <summary>
    /// Adds an element. A key is added only while there are no others than those that its maker has read: of several
    /// processes that see that a key is needed, one makes it, and the others find it there when they read again. Anything
    /// else, such as a revocation, is added in any case. Safe to repeat.
    /// </summary>
    /// <param name="element">The XML.</param>
    /// <param name="known">How many elements <see cref="ReadAsync"/> returned when the element was made.</param>
    /// <exception cref="RegistryUnavailableException">The storage did not answer.</exception>
    [Alias("Add")]
    Task AddAsync(string element, int known);
}
