using Microsoft.Extensions.Logging;

namespace Registry.AzureTables;

internal sealed partial class AzureMembershipTable
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Began the membership of cluster {ClusterId}.")]
    private partial void LogVersionRowInserted(string clusterId);

    [LoggerMessage(Level = LogLevel.Information, Message = "The change of {Row} to membership version {Version} came too late ({Status}).")]
    private partial void LogLostRace(string row, int version, int status);

    [LoggerMessage(Level = LogLevel.Error, Message = "The row {Row} of cluster {ClusterId} in the membership table can't be read and is passed over.")]
    private partial void LogRowUnreadable(string row, string clusterId);
}
