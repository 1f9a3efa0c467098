using Azure.Data.Tables;
using Orleans.Storage;

namespace Orleans.Configuration;

/// <summary>Where and how grain state is kept in Azure Table Storage.</summary>
public class AzureTableStorageOptions : IStorageProviderSerializerOptions
{
    /// <summary>The client of the storage account's table service; it brings address, credentials, time limits and retries. Required.</summary>
    public TableServiceClient? TableServiceClient { get; set; }

    /// <summary>The name of the table, created where it does not exist. Default <c>OrleansGrainState</c>.</summary>
    public string TableName { get; set; } = "OrleansGrainState";

    /// <summary>
    /// Whether clearing a state deletes its row. Default <see langword="false"/>: an empty row stays, whose ETag tells a write
    /// by somebody who does not know of the clearing from one that does.
    /// </summary>
    public bool DeleteStateOnClear { get; set; }

    /// <summary>The stage of the silo's start at which the table is made. Default <see cref="ServiceLifecycleStage.ApplicationServices"/>.</summary>
    public int InitStage { get; set; } = ServiceLifecycleStage.ApplicationServices;

    /// <summary>Makes bytes of a state and back. Default the <see cref="IGrainStorageSerializer"/> of the silo.</summary>
    public IGrainStorageSerializer GrainStorageSerializer { get; set; } = null!;
}
