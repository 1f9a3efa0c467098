using Registry.Silo;

namespace Registry.Api;

/// <summary>Runs the registry until it is told to stop.</summary>
internal static class ServeCommand
{
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error)
    {
        WebApplication? app = null;
        try
        {
            app = RegistryApi.Create(arguments);
            await app.StartAsync();
        }
        catch (Exception exception)
        {
            // The edge of the process: whatever it is, a person reads one message instead of a stack trace.
            await error.WriteLineAsync($"The registry did not start. {StartFailure.Explain(exception)}");
            await StartFailure.GiveUpAsync(app);
            return 1;
        }

        await using (app)
        {
            StartMessage.Write(app, output);
            await app.WaitForShutdownAsync();
        }

        return 0;
    }
}
