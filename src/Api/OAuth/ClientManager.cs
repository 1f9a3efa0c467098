using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;
using OpenIddict.Core;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>Knows apps by their secrets, of which there are two while one takes the place of the other.</summary>
internal sealed class ClientManager(
    IOpenIddictApplicationCache<OAuthClient> cache,
    ILogger<OpenIddictApplicationManager<OAuthClient>> logger,
    IOptionsMonitor<OpenIddictCoreOptions> options,
    IOpenIddictApplicationStore<OAuthClient> store,
    SecretUseReporter uses) : OpenIddictApplicationManager<OAuthClient>(cache, logger, options, store)
{
    public override ValueTask<bool> ValidateClientSecretAsync(OAuthClient application, string secret, CancellationToken cancellationToken = default)
    {
        // What can't be a secret is not worth a comparison, and tells nothing.
        if (!ClientSecretText.IsOne(secret))
        {
            return new(false);
        }

        var hash = OpaqueText.HashOf(secret);
        foreach (var candidate in application.Secrets)
        {
            if (SecretHash.AreSame(candidate.Hash, hash))
            {
                uses.Note(application.App, candidate.Id);
                return new(true);
            }
        }

        return new(false);
    }
}
