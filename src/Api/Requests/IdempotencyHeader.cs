using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace Registry.Api;

/// <summary>Reads <c>Idempotency-Key</c>.</summary>
internal static class IdempotencyHeader
{
    public const string Name = "Idempotency-Key";

    public const string Pattern = @"^[\x21-\x7E]{1,255}$";

    /// <summary>The key, or null where the header is left out.</summary>
    /// <exception cref="ProblemException">It is given twice, or not 1 to 255 visible ASCII characters.</exception>
    public static string? Read(StringValues header)
    {
        if (header.Count == 0)
        {
            return null;
        }

        return header.Count == 1 && header[0] is { Length: > 0 and <= Limits.IdempotencyKey } key && !key.AsSpan().ContainsAnyExceptInRange('\x21', '\x7E')
            ? key
            : throw new ProblemException(Problems.InvalidRequest(Name, "Must be given once, as 1 to 255 visible ASCII characters without space."));
    }

    /// <summary>Stands for a whole request: two of them are the same if method, path and meaning of the body are.</summary>
    public static string Fingerprint(string target, ReadOnlySpan<byte> canonicalBody) =>
        Convert.ToHexStringLower(SHA256.HashData([.. Encoding.UTF8.GetBytes(target), (byte)'\n', .. canonicalBody]));
}
