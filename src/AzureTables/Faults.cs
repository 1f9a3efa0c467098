using Azure;
using Azure.Data.Tables.Models;

namespace Registry.AzureTables;

/// <summary>What an answer of the table service means. Whatever is none of these passes through as it is.</summary>
internal static class Faults
{
    extension(RequestFailedException fault)
    {
        /// <summary>Whether there is no such table, yet or any more.</summary>
        public bool IsTableMissing => fault.ErrorCode == TableErrorCode.TableNotFound;

        /// <summary>Whether an insert found the row there already.</summary>
        public bool IsAlreadyThere => fault.ErrorCode == TableErrorCode.EntityAlreadyExists;

        /// <summary>
        /// Whether a conditional change lost: the row exists already (409), has another ETag (412), or is gone (404). A table
        /// that is missing or being deleted is an outage, not a race.
        /// </summary>
        public bool IsLostRace => fault.Status is 404 or 409 or 412
            && !fault.IsTableMissing && fault.ErrorCode != TableErrorCode.TableBeingDeleted;
    }
}
