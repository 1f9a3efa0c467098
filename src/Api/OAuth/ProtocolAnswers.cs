using Microsoft.AspNetCore.Authentication;
using OpenIddict.Server.AspNetCore;

namespace Registry.Api;

/// <summary>What endpoints of the authorization server answer; OpenIddict writes it as the protocol has it.</summary>
internal static class ProtocolAnswers
{
    /// <summary>Of the results that OpenIddict takes over.</summary>
    public const string Scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;

    /// <summary>An error of the protocol.</summary>
    /// <param name="error">Its code, such as <c>invalid_grant</c>.</param>
    /// <param name="description">What is wrong and how to mend it, as sentences.</param>
    public static IResult Refuse(string error, string description) => Results.Forbid(
        new AuthenticationProperties(new Dictionary<string, string?>
        {
            [OpenIddictServerAspNetCoreConstants.Properties.Error] = error,
            [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = description,
        }),
        [Scheme]);
}
