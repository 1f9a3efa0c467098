using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>
/// Tokens of apps for themselves, by which they read where they are installed: client credentials (RFC 6749 section 4.4). They
/// say all there is to know, encrypted, so that nothing is stored; they can't be revoked, and are good for a few minutes only.
/// </summary>
internal sealed class AppTokens(IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>What every one begins with.</summary>
    public const string Prefix = "registry_aa_";

    private const char Separator = ' ';

    private readonly IDataProtector protector = protection.CreateProtector("Registry.Api.AppToken");

    /// <summary>How long they are good.</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromMinutes(10);

    public string Create(OAuthClient client)
    {
        var content = string.Create(CultureInfo.InvariantCulture, $"{client.App}{Separator}{client.Developer}{Separator}{(clock.GetUtcNow() + Lifetime).UtcTicks}");
        return $"{Prefix}{WebEncoders.Base64UrlEncode(protector.Protect(Encoding.ASCII.GetBytes(content)))}";
    }

    /// <summary>Who shows it; false where it is none, or not good any more.</summary>
    public bool TryRead(string text, [NotNullWhen(true)] out (AppId App, DeveloperId Developer)? owner)
    {
        owner = null;
        if (!text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        try
        {
            var parts = Encoding.ASCII.GetString(protector.Unprotect(WebEncoders.Base64UrlDecode(text[Prefix.Length..]))).Split(Separator);
            if (long.Parse(parts[2], CultureInfo.InvariantCulture) > clock.GetUtcNow().UtcTicks)
            {
                owner = (AppId.Parse(parts[0]), DeveloperId.Parse(parts[1]));
            }
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException)
        {
            return false;
        }

        return owner is not null;
    }
}
