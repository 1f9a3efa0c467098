using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>Says in one message why the program did not start.</summary>
internal static class StartFailure
{
    public static string Explain(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is CatalogException or StartRefusedException)
            {
                return cause.Message;
            }

            if (cause is AddressInUseException)
            {
                return $"{exception.Message.TrimEnd('.')}. Stop what listens there, or choose another port: --urls http://127.0.0.1:5081";
            }

            if (cause is OptionsValidationException options)
            {
                return $"The configuration is not valid:{string.Concat(options.Failures.Select(failure => $"{Environment.NewLine}  {failure}"))}";
            }
        }

        return exception is AggregateException { InnerExceptions: [var only] } ? only.Message : exception.Message;
    }

    /// <summary>
    /// Stops in order what did start (the silo, when the port was in use). Where nothing started, that fails; the reason is
    /// told already, and the process ends here.
    /// </summary>
    public static async Task GiveUpAsync(WebApplication? app)
    {
        if (app is null)
        {
            return;
        }

        try
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
        }
    }
}
