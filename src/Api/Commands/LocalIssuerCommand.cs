using System.CommandLine;
using Microsoft.Extensions.Options;
using Registry.Silo;

namespace Registry.Api;

/// <summary>Runs commands about the registry's own issuer, also while the registry runs and before it first did.</summary>
internal static class LocalIssuerCommand
{
    /// <param name="name">What the command is called.</param>
    /// <param name="result">The command line.</param>
    /// <param name="environment">The option with the environment.</param>
    /// <param name="act">Does it, given the data directory, the names of claims, and where to write what was asked for and what people are told.</param>
    /// <returns>The exit code.</returns>
    public static int Run(string name, ParseResult result, Option<string[]> environment, Action<string, AuthOptions, TextWriter, TextWriter> act)
    {
        var error = result.InvocationConfiguration.Error;
        try
        {
            var builder = CommandSettings.Read(name, result, environment);
            builder.Services.AddAuthOptions();
            var options = builder.Build().Services.GetRequiredService<IOptions<AuthOptions>>().Value;
            if (options.Authority is { } authority)
            {
                throw new StartRefusedException($"Tokens come from {authority} (Auth:Authority); the local issuer is off.");
            }

            act(DataDirectory.Of(builder.Configuration), options, result.InvocationConfiguration.Output, error);
            return 0;
        }
        catch (Exception exception) when (exception is StartRefusedException or OptionsValidationException)
        {
            error.WriteLine(StartFailure.Explain(exception));
            return 1;
        }
    }
}
