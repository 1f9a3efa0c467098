using System.CommandLine;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>Prints a token of the local issuer, also while the registry runs and before it first did.</summary>
internal static class TokenCommand
{
    private const int DefaultHours = 12;
    private const int MostHours = 24 * 365;

    public static Command Create(Option<string[]> environment)
    {
        var role = new Option<string[]>("--role") { Description = $"What the bearer is: {string.Join(", ", RoleNames.All)}. May be given several times.", Required = true, HelpName = "role" };
        var workspace = new Option<string?>("--workspace") { Description = "The workspace of a workspace_admin.", HelpName = "id" };
        var developer = new Option<string?>("--developer") { Description = "Whom a developer stands for.", HelpName = "id" };
        var hours = new Option<int>("--hours") { Description = $"How long the token is good for, 1 to {MostHours}.", DefaultValueFactory = _ => DefaultHours, HelpName = "n" };
        var command = new Command("token", "Print a token for this machine's registry on standard output.") { role, workspace, developer, hours };
        command.SetAction(result => LocalIssuerCommand.Run("token", result, environment, (directory, options, output, error) => Print(
            new(result.GetRequiredValue(role), result.GetValue(workspace), result.GetValue(developer), result.GetValue(hours)),
            directory,
            options,
            output,
            error)));
        return command;
    }

    private static void Print(TokenArguments arguments, string directory, AuthOptions options, TextWriter output, TextWriter error)
    {
        var request = arguments.ToRequest(MostHours);
        using var key = LocalIssuerKey.LoadOrCreate(
            directory,
            path => error.WriteLine($"There was no signing key yet; made {path}. A registry accepts the token if it runs with the same data directory."));
        var id = Guid.CreateVersion7().ToString("N");
        var note = AuditNote.Of($"token/{id}", AuditAction.TokenIssued, $"token/{request.Holder}", request.Logs);
        note.LeaveIn(directory);
        output.WriteLine(new LocalIssuer(key, options).Issue(request, id, note.At, TimeSpan.FromHours(arguments.Hours)));
    }
}
