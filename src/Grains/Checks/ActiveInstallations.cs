using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>
/// The installations that are active on this silo and have been checked. An activation puts itself here, and goes before
/// the directory of the cluster forgets it: what is found here is the one activation there is. One per silo.
/// </summary>
internal sealed class ActiveInstallations(IOptions<GrainCollectionOptions> collection, TimeProvider clock)
{
    private readonly ConcurrentDictionary<InstallationKey, ILocalChecks> active = new();

    /// <summary>How long after a message each of them may be asked without one.</summary>
    public TimeSpan AnswerPeriod { get; } = LocalAnswers.PeriodWithin(collection.Value.CollectionAge);

    /// <summary>The same in units of <see cref="Now"/>.</summary>
    public long AnswerTicks => clock.TicksOf(AnswerPeriod);

    /// <summary>The time, as <see cref="TimeProvider.GetTimestamp"/> tells it.</summary>
    public long Now => clock.GetTimestamp();

    /// <summary>How many there are.</summary>
    public int Count => active.Count;

    public ILocalChecks? Find(InstallationKey installation) => active.GetValueOrDefault(installation);

    public void Add(InstallationKey installation, ILocalChecks activation) => active[installation] = activation;

    /// <summary>Takes the activation out, unless a later one of the same installation has taken its place.</summary>
    public void Remove(InstallationKey installation, ILocalChecks activation) => active.TryRemove(new(installation, activation));
}
