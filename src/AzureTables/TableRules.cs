using System.Text.RegularExpressions;
using Azure.Data.Tables;
using Orleans.Runtime;

namespace Registry.AzureTables;

/// <summary>Refuses options that can't work before any request is made: silo and client ask for their tables when they start.</summary>
internal static partial class TableRules
{
    /// <exception cref="OrleansConfigurationException">The client is not set, or no table can have that name.</exception>
    public static TableClient Open(string options, TableServiceClient? client, string tableName)
    {
        if (client is null)
        {
            throw new OrleansConfigurationException($"{options}.TableServiceClient is not set.");
        }

        if (!TableName.IsMatch(tableName ?? ""))
        {
            throw new OrleansConfigurationException(
                $"{options}.TableName is \"{tableName}\"; it must be 3 to 63 letters and digits and begin with a letter.");
        }

        return client.GetTableClient(tableName);
    }

    // https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model#table-names
    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9]{2,62}\z")]
    private static partial Regex TableName { get; }
}
