using System.CommandLine;
using Registry.Silo;

namespace Registry.Api;

/// <summary>The settings that a command takes, from the same places as the registry itself.</summary>
internal static class CommandSettings
{
    /// <param name="name">What the command is called.</param>
    /// <param name="result">The command line.</param>
    /// <param name="environment">The option with the environment.</param>
    /// <exception cref="StartRefusedException">There is an option that the command does not have, or a setting that is none.</exception>
    public static WebApplicationBuilder Read(string name, ParseResult result, Option<string[]> environment)
    {
        if (SettingArguments.Unknown(result.UnmatchedTokens, needsSection: true) is { } unknown)
        {
            throw new StartRefusedException($"'{unknown}' is no option of {name} and no setting (--Section:Key value); {name} --help shows what there is.");
        }

        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            Args = [.. result.UnmatchedTokens],
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = result.GetValue(environment)?.LastOrDefault(),
        });
        ApiSettings.Demand(builder.Configuration);
        return builder;
    }
}
