using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Registry.Silo;

/// <summary>The two signatures that every notification carries.</summary>
internal static class WebhookSignatures
{
    /// <summary>What a secret begins with; the rest is the key in base64.</summary>
    public const string SecretPrefix = "whsec_";

    /// <summary>
    /// <c>X-Hub-Signature</c> as of WebSub (W3C, section 7.1): HMAC-SHA1 of the body, in hexadecimal. The key is the whole
    /// text of the secret, prefix included, as UTF-8.
    /// </summary>
    public static string Hub(string secret, ReadOnlySpan<byte> body)
    {
#pragma warning disable CA5350 // What receivers of this header check; the other signature is the one to rely on.
        return $"sha1={Convert.ToHexStringLower(HMACSHA1.HashData(Encoding.UTF8.GetBytes(secret), body))}";
#pragma warning restore CA5350
    }

    /// <summary>
    /// <c>webhook-signature</c> as of Standard Webhooks: one signature for each secret, with spaces between. The key is
    /// what follows the prefix, decoded.
    /// </summary>
    /// <exception cref="CryptographicException">A secret has another form.</exception>
    public static string Standard(ImmutableArray<string> secrets, string messageId, long timestamp, ReadOnlySpan<byte> body)
    {
        var head = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{messageId}.{timestamp}."));
        var length = head.Length + body.Length;
        var signed = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            head.CopyTo(signed, 0);
            body.CopyTo(signed.AsSpan(head.Length));
            return string.Join(' ', secrets.Select(secret => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(Key(secret), signed.AsSpan(0, length)))}"));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(signed);
        }
    }

    private static byte[] Key(string secret)
    {
        var key = new byte[secret.Length];
        return secret.StartsWith(SecretPrefix, StringComparison.Ordinal)
            && Convert.TryFromBase64Chars(secret.AsSpan(SecretPrefix.Length), key, out var length)
            && length > 0
                ? key[..length]
                : throw new CryptographicException("A webhook secret does not have the form that it was made in.");
    }
}
