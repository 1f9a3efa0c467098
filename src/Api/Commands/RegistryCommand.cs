using System.CommandLine;
using Registry.Silo;

namespace Registry.Api;

/// <summary>The command line: serve, which is the default, print a token, replace the key of tokens, export and import all data, or verify audit logs.</summary>
internal static class RegistryCommand
{
    public static async Task<int> InvokeAsync(string[] arguments)
    {
        var environment = new Option<string[]>("--environment")
        {
            Description = "Development or Production; the last one counts. Without it, ASPNETCORE_ENVIRONMENT or DOTNET_ENVIRONMENT, or Production.",
            HelpName = "name",
            Recursive = true,
        };
        var root = new RootCommand("The app-installation registry. Without a command it serves HTTP; settings are taken as --Section:Key=value, from the environment (Section__Key) and from appsettings.json.")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        root.Add(environment);
        root.Add(TokenCommand.Create(environment));
        root.Add(RotateKeyCommand.Create(environment));
        root.Add(BackupCommand.CreateExport(environment));
        root.Add(BackupCommand.CreateImport(environment));
        root.Add(AuditCommand.Create(environment));
        root.SetAction((result, _) => SettingArguments.Unknown(result.UnmatchedTokens) is { } unknown
            ? RefuseAsync(unknown)
            : ServeCommand.RunAsync(Settings(result.UnmatchedTokens, result.GetValue(environment)?.LastOrDefault()), Console.Out, Console.Error));

        // Stopping is the host's business: without this the process would be ended two seconds after the signal, in the middle of requests.
        return await root.Parse(arguments).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    }

    private static string[] Settings(IReadOnlyList<string> settings, string? environment) =>
        environment is null ? [.. settings] : [.. settings, $"--environment={environment}"];

    private static async Task<int> RefuseAsync(string unknown)
    {
        await Console.Error.WriteLineAsync($"'{unknown}' is no command and no setting; --help shows what there is.");
        return 1;
    }
}
