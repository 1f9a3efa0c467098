using Orleans.Concurrency;

namespace Registry.Grains.Interfaces;

/// <summary>The deliveries of apps, for their developers. All calls may throw <see cref="RegistryUnavailableException"/>.</summary>
[GrainInterfaceType("delivery-list"), Alias("registry.IDeliveryListGrain")]
public interface IDeliveryListGrain : IGrainWithIntegerKey
{
    /// <summary>One page of the deliveries to an app, newest first; null where there is no such app for that developer.</summary>
    /// <param name="app">The app.</param>
    /// <param name="developer">On whose behalf the call is made; null for a caller that may see every app.</param>
    /// <param name="filter">Which.</param>
    /// <param name="before">The delivery that the page before ended with; null for the first page.</param>
    /// <param name="limit">How many at most, 1 to 200.</param>
    [Alias("List")]
    Task<Page<Delivery>?> ListAsync(AppId app, DeveloperId? developer, DeliveryFilter filter, DeliveryId? before, int limit);

    /// <summary>One delivery with the body that was or will be sent; null where there is none for that developer.</summary>
    [Alias("Find")]
    Task<DeliveryDetails?> FindAsync(AppId app, DeveloperId? developer, DeliveryId id);

    /// <summary>Sends a notification again, as a new delivery. Refused while it is pending, and where the installation no longer has the topic.</summary>
    [Alias("Replay")]
    Task<ReplayResult> ReplayAsync(AppId app, DeveloperId? developer, DeliveryId id);

    /// <summary>
    /// The same, and once only when it is asked for twice within a minute with the same key, unless the silo that did it is
    /// gone meanwhile: then the notification goes out twice, with the same <c>webhook-id</c>.
    /// </summary>
    /// <param name="app">The app.</param>
    /// <param name="developer">On whose behalf the call is made; null for a caller that may see every app.</param>
    /// <param name="id">The delivery.</param>
    /// <param name="key">Stands for what the person did, such as pressing a button.</param>
    [Alias("ReplayOnce")]
    Task<ReplayResult> ReplayOnceAsync(AppId app, DeveloperId? developer, DeliveryId id, string key);

    /// <summary>How the endpoint of an app and its topics stand; null where there is no such app for that developer, or no endpoint.</summary>
    [ResponseTimeout("00:00:30"), Alias("GetWebhook")]
    Task<WebhookReport?> GetWebhookAsync(AppId app, DeveloperId? developer);

    /// <summary>Asks an address for a sign of life with a HEAD request.</summary>
    /// <param name="url">The address, an absolute URL.</param>
    /// <exception cref="RegistryUnavailableException">Too much is under way: the address was not asked.</exception>
    [ResponseTimeout("00:00:40"), Alias("Probe")]
    Task<DeliveryAttempt> ProbeAsync(string url);

    /// <summary>
    /// Sends a signed <c>ping</c> at once, also where the endpoint is being spared, and tells what came of it. One that is
    /// taken ends the sparing.
    /// </summary>
    [ResponseTimeout("00:00:40"), Alias("Ping")]
    Task<PingResult> PingAsync(AppId app, DeveloperId? developer);
}
