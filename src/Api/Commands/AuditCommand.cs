using System.CommandLine;
using Registry.Silo;

namespace Registry.Api;

/// <summary>Finds out whether audit logs are as they were written.</summary>
internal static class AuditCommand
{
    public static Command Create(Option<string[]> environment)
    {
        var file = new Option<string>("--file") { Description = "An export of one audit log; - for the standard input. Without it, all logs of the storage that the settings name are verified.", HelpName = "path" };
        var heads = new Option<string>("--heads") { Description = "What an earlier verification wrote: the logs must go on from there. Keep that where nobody who writes to the storage can.", HelpName = "path" };
        var verify = new Command("verify", "Find what was changed, removed, put elsewhere or made anew. Ends with 1 where anything was.") { file, heads };
        verify.SetAction((result, _) => StorageCommand.RunAsync("audit verify", result, environment, (settings, _) => result.GetValue(file) is { } exported
            ? RegistryAudit.VerifyFileAsync(exported, result.GetValue(heads), result.InvocationConfiguration.Output)
            : RegistryAudit.VerifyAsync(settings, result.GetValue(heads), result.InvocationConfiguration.Output)));
        return new Command("audit", "Look into the audit logs.") { verify };
    }
}
