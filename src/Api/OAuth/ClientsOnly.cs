using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Registry.Api;

/// <summary>Turns away who is no client where only clients have anything to do: nobody is anonymous but a gateway that introspects.</summary>
internal sealed class ClientsOnly : IOpenIddictServerHandler<ValidateRevocationRequestContext>, IOpenIddictServerHandler<ValidateTokenRequestContext>
{
    public ValueTask HandleAsync(ValidateRevocationRequestContext context)
    {
        if (string.IsNullOrEmpty(context.ClientId))
        {
            context.Reject(Errors.InvalidClient, "Revocation needs the client id and secret of the app whose token it is.");
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask HandleAsync(ValidateTokenRequestContext context)
    {
        if (string.IsNullOrEmpty(context.ClientId))
        {
            context.Reject(Errors.InvalidClient, "A token is given to who shows the client id and secret of the app.");
        }

        return ValueTask.CompletedTask;
    }
}
