namespace Registry.Grains.Interfaces;

/// <summary>What a workspace is told of an app before it consents to anything.</summary>
[GenerateSerializer, Immutable, Alias("registry.OfferResult")]
public abstract record OfferResult
{
    private OfferResult()
    {
    }

    /// <summary>The workspace can install the app, or has or had it.</summary>
    /// <param name="Offer">The app.</param>
    /// <param name="Obstacle">Why an install would be refused now; null where it would not be.</param>
    [GenerateSerializer, Immutable, Alias("registry.OfferResult.Offered")]
    public sealed record Offered([property: Id(0)] AppOffer Offer, [property: Id(1)] Refusal? Obstacle) : OfferResult;

    /// <summary>The workspace never had the app and can't install it.</summary>
    /// <param name="Reason">What an install would be refused with.</param>
    [GenerateSerializer, Immutable, Alias("registry.OfferResult.Refused")]
    public sealed record Refused([property: Id(0)] Refusal Reason) : OfferResult;
}
