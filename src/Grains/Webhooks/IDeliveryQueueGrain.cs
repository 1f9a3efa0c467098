using Orleans.Concurrency;

namespace Registry.Grains;

/// <summary>Works off the deliveries of one installation, in order. Its key is that of the installation.</summary>
[GrainInterfaceType("delivery-queue"), Alias("registry.IDeliveryQueueGrain")]
internal interface IDeliveryQueueGrain : IGrainWithStringKey
{
    /// <summary>Says that something is pending. Returns at once; nothing is lost where the call is.</summary>
    /// <param name="added">How many deliveries were added just now; 0 where that is not known.</param>
    [OneWay, Alias("Wake")]
    Task WakeAsync(int added);
}
