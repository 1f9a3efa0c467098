using System.CommandLine;
using System.Globalization;
using Registry.Silo;

namespace Registry.Api;

/// <summary>Writes everything that the registry has stored as lines of JSON, and stores it again in an empty one.</summary>
internal static class BackupCommand
{
    private const string Standard = "-";

    // For jobs on a schedule, which run without a shell that could put it in.
    private const string Time = "{time}";

    public static Command CreateExport(Option<string[]> environment)
    {
        var file = new Option<string>("--file") { Description = "Where to write; a file of that name is replaced, and {time} in it becomes the time of the start. Without it, or with -, the standard output.", DefaultValueFactory = _ => Standard, HelpName = "path" };
        var command = new Command("export", "Write a backup of all data, as lines of JSON.") { file };
        command.SetAction((result, _) => StorageCommand.RunAsync("export", result, environment, (settings, error) =>
            StorageCommand.AlwaysAsync(RegistryBackup.ExportAsync(settings, Named(result.GetValue(file) ?? Standard), error))));
        return command;
    }

    public static Command CreateImport(Option<string[]> environment)
    {
        var file = new Option<string>("--file") { Description = "What export wrote; - for the standard input.", Required = true, HelpName = "path" };
        var command = new Command("import", "Store a backup in an empty registry, which must not run. An import that was cut is carried on by repeating it.") { file };
        command.SetAction((result, _) => StorageCommand.RunAsync("import", result, environment, (settings, error) =>
            StorageCommand.AlwaysAsync(RegistryBackup.ImportAsync(settings, result.GetRequiredValue(file), error))));
        return command;
    }

    private static string Named(string file) =>
        file.Replace(Time, TimeProvider.System.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
