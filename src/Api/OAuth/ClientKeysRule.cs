using Microsoft.IdentityModel.Tokens;

namespace Registry.Api;

/// <summary>The rule that the keys of an app follow: a JSON Web Key Set (RFC 7517) with public keys for signatures.</summary>
internal sealed class ClientKeysRule : IClientRules
{
    private const int MostKeys = 10;

    private const int MostCharacters = 16_384;

    private const int LeastRsaBits = 2_048;

    public string? FaultOfKeys(string keys) => Fault(keys);

    /// <summary>What is wrong with them and how to mend it, as a sentence; null where nothing is.</summary>
    public static string? Fault(string text)
    {
        if (text.Length > MostCharacters)
        {
            return $"Must have up to {MostCharacters} characters.";
        }

        JsonWebKeySet set;
        try
        {
            set = JsonWebKeySet.Create(text);
        }
        catch (ArgumentException)
        {
            return "Must be a JSON Web Key Set: {\"keys\": [ … ]}.";
        }

        if (set.Keys.Count is 0 or > MostKeys)
        {
            return $"Must have 1 to {MostKeys} keys.";
        }

        if (set.Keys.Any(key => !string.IsNullOrEmpty(key.D) || key.Kty == JsonWebAlgorithmsKeyTypes.Octet))
        {
            return "Holds a private or shared key. Send the public half only, and make a new pair: this one is not secret any more.";
        }

        return set.Keys.All(IsForSignatures) ? null : $"Every key must be for signatures: RSA of {LeastRsaBits} bits or more, or EC.";
    }

    private static bool IsForSignatures(JsonWebKey key) =>
        key.Use is null or JsonWebKeyUseNames.Sig
        && (key.Kty == JsonWebAlgorithmsKeyTypes.EllipticCurve || (key.Kty == JsonWebAlgorithmsKeyTypes.RSA && key.KeySize >= LeastRsaBits));
}
