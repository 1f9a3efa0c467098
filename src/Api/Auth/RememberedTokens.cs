using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Registry.Api;

/// <summary>
/// Validates tokens, and remembers those that are valid: a service comes with the same token thousands of times a second, and
/// checking its signature again costs more than the rest of the call. A token is forgotten when it ends, and as soon as the
/// issuer's keys are others than those it was validated with. Only valid ones are remembered, so nobody without one can fill
/// the memory; and only by their hash, so none can be read there.
/// </summary>
internal sealed class RememberedTokens(TimeProvider clock) : JsonWebTokenHandler
{
    // Far more than there are services and people within the lifetime of a token.
    private const int MostTokens = 10_000;

    // Longer ones are none of an issuer's, and would need room on the heap.
    private const int MostCharacters = 4_096;

    private readonly ConcurrentDictionary<TokenHash, RememberedToken> remembered = new();

    /// <summary>How many tokens are remembered.</summary>
    public int Count => remembered.Count;

    /// <summary>The keys that an issuer has now; null where it can't be asked, which is a matter of the validation itself.</summary>
    /// <param name="issuer">The issuer; null where the one key that there is stands in the parameters.</param>
    /// <param name="parameters">How tokens are validated.</param>
    public static async ValueTask<object?> KeysAsync(BaseConfigurationManager? issuer, TokenValidationParameters parameters)
    {
        if (issuer is null)
        {
            return parameters.IssuerSigningKey;
        }

        try
        {
            return await issuer.GetBaseConfigurationAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>What is remembered of a token; null where nothing is that still holds.</summary>
    /// <param name="token">The token.</param>
    /// <param name="keys">The keys that its issuer has now.</param>
    public RememberedToken? Find(ReadOnlySpan<char> token, object? keys)
    {
        if (keys is null || token.Length > MostCharacters)
        {
            return null;
        }

        var hash = TokenHash.Of(token);
        if (!remembered.TryGetValue(hash, out var known))
        {
            return null;
        }

        if (Holds(known, keys))
        {
            return known;
        }

        remembered.TryRemove(new(hash, known));
        return null;
    }

    /// <summary>Whether what was remembered still holds.</summary>
    /// <param name="known">What was remembered.</param>
    /// <param name="keys">The keys that its issuer has now.</param>
    public bool Holds(RememberedToken known, object? keys) => ReferenceEquals(known.Keys, keys) && clock.GetUtcNow() <= known.Until;

    public override async Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        var keys = await KeysAsync(validationParameters.ConfigurationManager, validationParameters).ConfigureAwait(false);
        if (Find(token, keys) is { } known)
        {
            return known.Result;
        }

        var result = await base.ValidateTokenAsync(token, validationParameters).ConfigureAwait(false);
        if (keys is not null && token.Length <= MostCharacters && result is { IsValid: true, SecurityToken: { } valid })
        {
            if (remembered.Count >= MostTokens)
            {
                remembered.Clear();
            }

            remembered[TokenHash.Of(token)] = new(result, keys, valid.ValidTo + validationParameters.ClockSkew);
        }

        return result;
    }

    private readonly record struct TokenHash(Int128 High, Int128 Low)
    {
        public static TokenHash Of(ReadOnlySpan<char> token)
        {
            Span<byte> bytes = stackalloc byte[MostCharacters];
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];

            // A token with other characters is not one; its hash is that of no token.
            var length = Encoding.Latin1.GetBytes(token, bytes);
            SHA256.HashData(bytes[..length], hash);
            return MemoryMarshal.Read<TokenHash>(hash);
        }
    }
}
