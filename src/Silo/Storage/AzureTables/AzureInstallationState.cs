using System.Text.Json;
using Azure.Data.Tables;
using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>What a row of the installation index says, and the rules by which it changes: announced and completed revision only grow, but for a release.</summary>
internal sealed record AzureInstallationState(long Announced, InstallationRecord? Record)
{
    public const string IsMarkedProperty = "IsMarked";

    public const string StatusProperty = "Status";

    private const string AnnouncedProperty = "Announced";

    private const string RecordProperty = "Record";

    public bool IsMarked => Announced > Revision;

    private long Revision => Record?.Revision ?? 0;

    public static AzureInstallationState Of(TableEntity row) => new(
        row.GetInt64(AnnouncedProperty)!.Value,
        EntityPayload.Read(row, RecordProperty) is { } json ? JsonSerializer.Deserialize(json, StateJson.Default.InstallationRecord) : null);

    public AzureInstallationState Mark(long revision) => this with { Announced = Math.Max(Announced, revision) };

    public AzureInstallationState Complete(InstallationRecord record) =>
        Revision < record.Revision ? new(Math.Max(Announced, record.Revision), record) : this;

    /// <summary>Null for a row that goes.</summary>
    public AzureInstallationState? Release(InstallationRecord? record) => record switch
    {
        null => Record is null ? null : this,
        _ => Revision <= record.Revision ? new(record.Revision, record) : this,
    };

    /// <exception cref="InvalidOperationException">The record is more than a row can hold.</exception>
    public void WriteTo(TableEntity row)
    {
        row[AnnouncedProperty] = Announced;
        row[IsMarkedProperty] = IsMarked;
        if (Record is not null)
        {
            row[StatusProperty] = (int)Record.Status;
            EntityPayload.Write(row, RecordProperty, JsonSerializer.SerializeToUtf8Bytes(Record, StateJson.Default.InstallationRecord));
        }
    }
}
