using System.ComponentModel;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>An entry of an audit log.</summary>
[Example("""
    {
      "sequence": 12, "at": "2026-11-23T15:20:01.0417Z", "actor": "operator/alice", "action": "app_suspended", "subject": "app/fin-reports",
      "version": 7, "reason": "Sends spam", "count": null, "requestId": "0af7651916cd43dd8448eb211c80319c", "address": null,
      "id": "app/fin-reports/7", "hash": "5f1d7a84db00d2fce00b31a7fc73224957e6a9a1ba4bd9f6a2a6c2ae0a1b7a10"
    }
    """)]
internal sealed record AuditEntryResponse(
    [property: Description("Its place in the log: 1, 2, 3 and so on, with no gap.")] long Sequence,
    [property: Description("When it happened, UTC; never before the entry before.")] DateTime At,
    [property: Description("Who.")] string Actor,
    [property: Description("What was done.")] AuditAction Action,
    [property: Description("What it was done to; null where that goes without saying.")] string? Subject,
    [property: Description("The manifest version or revision that it led to; null where it led to none.")] long? Version,
    [property: Description("The reason that was given; null where none was.")] string? Reason,
    [property: Description("How often it happened, where several were entered as one; null for once.")] int? Count,
    [property: Description("The request that caused it: the id of its trace; null where none did.")] string? RequestId,
    [property: Description("The network address that it came from; null where that is not known.")] string? Address,
    [property: Description("Identifies what happened; the same in every log that it is entered in.")] string Id,
    [property: Description("The SHA-256 of the entry as it is stored, which includes the hash of the entry before.")] string Hash)
{
    public static AuditEntryResponse From(AuditEntry entry) => new(
        entry.Sequence,
        entry.At.UtcDateTime,
        entry.Event.Actor,
        entry.Event.Action,
        entry.Event.Subject,
        entry.Event.Version,
        entry.Event.Reason,
        entry.Event.Count,
        entry.Event.RequestId,
        entry.Event.Address,
        entry.Event.Id,
        entry.Hash);
}
