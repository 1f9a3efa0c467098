namespace Registry.Silo;

/// <summary>How a call of the storage ended: the values of a metric's tag.</summary>
internal static class StorageOutcome
{
    public const string Ok = "ok";

    public const string Conflict = "conflict";

    public const string Unavailable = "unavailable";

    public const string Failed = "failed";
}
