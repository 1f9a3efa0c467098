namespace Registry.Grains.Interfaces.Tests;

/// <summary>The same, of events and deliveries.</summary>
internal static class WebhookSamples
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private static readonly DeliveryId Id = new(WorkspaceId.Parse("ws_acme"), 1_795_474_800_000_000);
    private static readonly TopicId Created = TopicId.Parse("company.created");
    private static readonly TopicReach Reach = new(Created, 40, 1, 2, 3);

    private static readonly DeliveryAttempt Attempt = new()
    {
        At = Noon,
        DurationMilliseconds = 48,
        StatusCode = 500,
        Error = "The endpoint answered 500.",
        Response = "oops",
    };

    private static readonly Delivery Delivery = new()
    {
        Id = Id,
        App = AppId.Parse("fin-reports"),
        MessageId = "1795474800000000-ws_acme",
        EventId = "evt_7f3a",
        Topic = Created,
        Status = DeliveryStatus.Failed,
        Reason = DeliveryReason.QueueFull,
        CreatedAt = Noon,
        FirstSentAt = Noon.AddSeconds(1),
        NextAttemptAt = Noon.AddSeconds(2),
        CompletedAt = Noon.AddSeconds(3),
        AttemptCount = 11,
        Attempts = [Attempt],
        ReplayOf = Id with { Sequence = 7 },
    };

    private static readonly ReplaySkip Skip = new(ReplaySkipReason.Repeated, 50);

    private static readonly ReplayRequest ReplayRequest = new(Noon, Id.Workspace, Created);

    private static readonly ReplayJob Replay = new()
    {
        Id = new(3),
        Request = ReplayRequest,
        Status = ReplayStatus.Cancelled,
        StartedAt = Noon,
        StartedBy = "developer:dev_fin",
        EndedAt = Noon.AddMinutes(1),
        Total = 1200,
        Replayed = 750,
        Skips = [Skip],
    };

    public static SigningSecret Secret { get; } = new("CfDJ8", Noon, Noon.AddDays(1));

    public static WebhookEndpoint Endpoint { get; } = new()
    {
        Url = "https://fin.example/hooks",
        Profile = RetryProfile.SingleRetry,
        GoneAt = Noon,
        Secrets = [Secret],
    };

    public static EndpointHealth Health { get; } = new(EndpointState.Paused, Noon);

    public static IReadOnlyList<object> All { get; } =
    [
        Id, Health, EndpointState.Paused, DeliveryStatus.Cancelled, DeliveryReason.NoEndpoint, RetryProfile.SingleRetry, Attempt, Delivery, Secret, Endpoint, Reach,
        new DeliveryFilter(Id.Workspace, Created, DeliveryStatus.Failed),
        new DeliveryDetails(Delivery, "{}"),
        new ReplayResult.Accepted(Delivery), new ReplayResult.Refused(new Refusal.NotFound()),
        Replay.Id, ReplayStatus.Cancelled, ReplaySkipReason.Expired, Skip, ReplayRequest, Replay,
        new ReplayJobResult.Accepted(Replay), new ReplayJobResult.Refused(new Refusal.NotFound()),
        new PingResult.Sent(Attempt), new PingResult.Refused(new Refusal.NotFound()),
        new PublishRequest(Created, "{}", "evt_7f3a"),
        new PublishResult.Accepted("evt_7f3a", 2), new PublishResult.Refused(new Refusal.NotFound()),
        new RevealedSecret("whsec_MfKQ", Noon),
        new SiloDescription("cluster", "service", "etag"),
        new WebhookReport
        {
            Webhook = new("https://fin.example/hooks", [new(Created, AppTopicState.Subscribed, [])], RetryProfile.SingleRetry, Noon),
            SecretCreatedAt = Noon,
            PreviousSecretExpiresAt = Noon.AddDays(1),
            Topics = [Reach],
            Installations = 43,
            IsComplete = true,
            Endpoint = Health,
            IsAppSuspended = true,
        },
    ];
}
