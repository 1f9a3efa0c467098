using System.CommandLine;
using Microsoft.Extensions.Options;
using Registry.Grains.Interfaces;
using Registry.Silo;

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
        command.SetAction(result => Run(
            new(result.GetRequiredValue(role), result.GetValue(workspace), result.GetValue(developer), result.GetValue(hours)),
            result.UnmatchedTokens,
            result.GetValue(environment)?.LastOrDefault(),
            result.InvocationConfiguration.Output,
            result.InvocationConfiguration.Error));
        return command;
    }

    private static int Run(TokenArguments arguments, IReadOnlyList<string> settings, string? environment, TextWriter output, TextWriter error)
    {
        try
        {
            if (SettingArguments.Unknown(settings, needsSection: true) is { } unknown)
            {
                throw new StartRefusedException($"'{unknown}' is no option of token and no setting (--Section:Key value); token --help shows what there is.");
            }

            var request = arguments.ToRequest(MostHours);
            var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = [.. settings], ContentRootPath = AppContext.BaseDirectory, EnvironmentName = environment });
            ApiSettings.Demand(builder.Configuration);
            builder.Services.AddAuthOptions();
            var services = builder.Build().Services;
            var options = services.GetRequiredService<IOptions<AuthOptions>>().Value;
            if (options.Authority is { } authority)
            {
                throw new StartRefusedException($"Tokens come from {authority} (Auth:Authority); the local issuer is off.");
            }

            var directory = DataDirectory.Of(builder.Configuration);
            using var key = LocalIssuerKey.LoadOrCreate(
                directory,
                path => error.WriteLine($"There was no signing key yet; made {path}. A registry accepts the token if it runs with the same data directory."));
            var issued = new IssuedToken(Guid.CreateVersion7().ToString("N"), TimeProvider.System.GetUtcNow(), $"local/{Environment.UserName}", request.Roles, request.Workspace, request.Developer);
            issued.LeaveIn(directory);
            output.WriteLine(new LocalIssuer(key, options).Issue(request, issued.Id, issued.At, TimeSpan.FromHours(arguments.Hours)));
            return 0;
        }
        catch (Exception exception) when (exception is StartRefusedException or OptionsValidationException)
        {
            error.WriteLine(StartFailure.Explain(exception));
            return 1;
        }
    }
}
