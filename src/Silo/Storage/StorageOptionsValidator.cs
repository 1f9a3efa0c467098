using System.Data.Common;
using Microsoft.Extensions.Options;

namespace Registry.Silo;

internal sealed class StorageOptionsValidator : IValidateOptions<StorageOptions>
{
    // Stands for the value of a setting that must not be shown.
    private const string Malformed = "malformed";

    public ValidateOptionsResult Validate(string? name, StorageOptions options)
    {
        var rules = new SettingRules(StorageOptions.Section)
            .IsOneOf(nameof(options.Provider), options.Provider, StorageProviders.All)
            .IsNotEmpty(nameof(options.Path), options.Path, "it must name a directory")
            .IsBetween(nameof(options.StartTimeout), options.StartTimeout, TimeSpan.Zero, TimeSpan.FromMinutes(10))
            .IsBetween(nameof(options.BusyTimeout), options.BusyTimeout, TimeSpan.FromSeconds(0.1), TimeSpan.FromSeconds(30))
            .IsBetween(nameof(options.CleanupInterval), options.CleanupInterval, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));

        return options.Provider switch
        {
            StorageProviders.AzureTables => OfAzureTables(rules, options).Result,
            StorageProviders.Postgres => OfPostgres(rules, options).Result,
            _ => rules.Result,
        };
    }

    private static SettingRules OfAzureTables(SettingRules rules, StorageOptions options) =>
        (string.IsNullOrWhiteSpace(options.ConnectionString), string.IsNullOrWhiteSpace(options.Endpoint)) switch
        {
            (true, true) => rules.Check(
                false,
                nameof(options.ConnectionString),
                null,
                "AzureTables needs it, or Storage:Endpoint for access by managed identity"),
            (false, false) => rules.Check(
                false,
                nameof(options.Endpoint),
                "set together with Storage:ConnectionString",
                "AzureTables takes one of them: remove the other"),
            (false, true) => rules.Check(
                AzureTablesConnection.IsConnectionString(options.ConnectionString!),
                nameof(options.ConnectionString),
                Malformed,
                "it must be the connection string of a storage account, as the Azure portal shows it"),
            (true, false) => rules.Check(
                AzureTablesConnection.IsEndpoint(options.Endpoint!),
                nameof(options.Endpoint),
                Malformed,
                "it must be an https URL without a query, such as https://account.table.core.windows.net"),
        };

    private static SettingRules OfPostgres(SettingRules rules, StorageOptions options) => string.IsNullOrWhiteSpace(options.ConnectionString)
        ? rules.IsNotEmpty(nameof(options.ConnectionString), options.ConnectionString, "Postgres needs it")
        : rules.Check(
            IsKeysAndValues(options.ConnectionString),
            nameof(options.ConnectionString),
            Malformed,
            "it must be a connection string of Npgsql, such as Host=db;Database=registry;Username=registry");

    private static bool IsKeysAndValues(string text)
    {
        try
        {
            return new DbConnectionStringBuilder { ConnectionString = text }.Count > 0;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
