using System.CommandLine;
using Registry.Silo;

namespace Registry.Api;

/// <summary>Runs commands on the storage of a registry that need not run.</summary>
internal static class StorageCommand
{
    /// <summary>For a command that has done what it was asked for when it does not throw.</summary>
    public static async Task<bool> AlwaysAsync(Task done)
    {
        await done;
        return true;
    }

    /// <param name="name">What the command is called.</param>
    /// <param name="result">The command line.</param>
    /// <param name="environment">The option with the environment.</param>
    /// <param name="run">Does it, given the settings and where people are told; false where that ends well in form but not in substance.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string name, ParseResult result, Option<string[]> environment, Func<ConfigurationManager, TextWriter, Task<bool>> run)
    {
        var error = result.InvocationConfiguration.Error;
        try
        {
            return await run(CommandSettings.Read(name, result, environment).Configuration, error) ? 0 : 1;
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync($"The {name} was stopped before it was complete. Repeat it.");
            return 1;
        }
        catch (Exception exception)
        {
            // The edge of the process: whatever it is, a person reads one message instead of a stack trace.
            await error.WriteLineAsync($"The {name} failed. {StartFailure.Explain(exception)}");
            return 1;
        }
    }
}
