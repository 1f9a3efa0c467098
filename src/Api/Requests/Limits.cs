namespace Registry.Api;

/// <summary>How much a request may hold.</summary>
internal static class Limits
{
    public const int BodyBytes = 256 * 1024;

    /// <summary>How much of a body that is too large is still taken off the wire, so that its sender gets to read the answer.</summary>
    public const int DiscardedBytes = 8 * 1024 * 1024;

    public const int ReviewReasons = 20;
    public const int EventId = 128;
    public const int ChecksInBatch = 1000;
    public const int ListItems = 1000;
    public const int PageSize = 200;
    public const int DefaultPageSize = 50;
    public const int IdempotencyKey = 255;
}
