using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Registry.Api;

/// <summary>Makes errors of the protocol those of the registry: no links to somebody else's pages, and wrong secrets counted.</summary>
internal sealed class PlainErrors(SecretGuesses guesses) : IOpenIddictServerHandler<ProcessErrorContext>, IOpenIddictServerHandler<ProcessChallengeContext>
{
    public ValueTask HandleAsync(ProcessErrorContext context)
    {
        context.Response.ErrorUri = null;
        if (context.Error == Errors.InvalidClient && !string.IsNullOrEmpty(context.Transaction.Request?.ClientSecret))
        {
            guesses.Note(context.Transaction, context.Transaction.Request.ClientId);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask HandleAsync(ProcessChallengeContext context)
    {
        context.Response.ErrorUri = null;
        return ValueTask.CompletedTask;
    }
}
