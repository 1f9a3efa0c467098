using System.Diagnostics;
using Registry.Grains.Interfaces;

namespace Registry.Hub;

/// <summary>What things of a delivery and of a replay are called.</summary>
internal static class DeliveryWords
{
    public static string Of(DeliveryStatus status) => status switch
    {
        DeliveryStatus.Pending => DeliveryTexts.StatusPending,
        DeliveryStatus.Delivered => DeliveryTexts.StatusDelivered,
        DeliveryStatus.Failed => DeliveryTexts.StatusFailed,
        DeliveryStatus.Cancelled => DeliveryTexts.StatusCancelled,
        _ => throw new UnreachableException(status.ToString()),
    };

    public static string Of(DeliveryReason reason) => reason switch
    {
        DeliveryReason.AttemptsExhausted => DeliveryTexts.ReasonAttempts,
        DeliveryReason.EndpointGone => DeliveryTexts.ReasonGone,
        DeliveryReason.NoEndpoint => DeliveryTexts.ReasonNoEndpoint,
        DeliveryReason.QueueFull => DeliveryTexts.ReasonQueueFull,
        DeliveryReason.TopicInactive => DeliveryTexts.ReasonTopic,
        _ => throw new UnreachableException(reason.ToString()),
    };

    public static string Of(ReplayStatus status) => status switch
    {
        ReplayStatus.Running => DeliveryTexts.JobRunning,
        ReplayStatus.Completed => DeliveryTexts.JobCompleted,
        ReplayStatus.Cancelled => DeliveryTexts.JobCancelled,
        _ => throw new UnreachableException(status.ToString()),
    };

    /// <summary>How many were left out, and why.</summary>
    public static string Of(ReplaySkip skip) => Phrase.Of(
        skip.Reason switch
        {
            ReplaySkipReason.TopicInactive => DeliveryTexts.SkipTopic,
            ReplaySkipReason.NoEndpoint => DeliveryTexts.SkipNoEndpoint,
            ReplaySkipReason.Repeated => DeliveryTexts.SkipRepeated,
            ReplaySkipReason.Expired => DeliveryTexts.SkipExpired,
            _ => throw new UnreachableException(skip.Reason.ToString()),
        },
        skip.Count);

    /// <summary>What the endpoint answered last, in a line.</summary>
    public static string LastAnswer(Delivery delivery) => delivery.Attempts switch
    {
        [] => DeliveryTexts.NoAnswer,
        [.., { StatusCode: { } code } last] => Phrase.Of(DeliveryTexts.AnswerIn, code, last.DurationMilliseconds),
        _ => DeliveryTexts.NotAnswered,
    };
}
