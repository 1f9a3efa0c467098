using System.Security.Cryptography;
using Registry.Grains.Interfaces;

namespace Registry.Front;

/// <summary>A client secret that was just made: 256 random bits. Whoever made it shows it once; only its hash is kept.</summary>
/// <param name="Kept">What is kept of it.</param>
/// <param name="Text">The secret.</param>
public sealed record ClientSecretText(NewClientSecret Kept, string Text)
{
    /// <summary>What every secret begins with.</summary>
    public const string Prefix = "registry_cs_";

    private const int IdBytes = 8;

    private const int SecretBytes = 32;

    private const int HintCharacters = 4;

    public static ClientSecretText Create()
    {
        Span<byte> content = stackalloc byte[IdBytes + SecretBytes];
        RandomNumberGenerator.Fill(content);
        var text = OpaqueText.Write(Prefix, content);
        return new(new(ClientSecretId.Parse(Convert.ToHexStringLower(content[..IdBytes])), OpaqueText.HashOf(text), text[^HintCharacters..]), text);
    }

    /// <summary>Whether a text can be one at all, so that it is worth comparing.</summary>
    public static bool IsOne(string text) => OpaqueText.TryRead(Prefix, text, IdBytes + SecretBytes, out var content) && content.Length == IdBytes + SecretBytes;

    /// <summary>Says which one, not the secret: it must not get into logs.</summary>
    public override string ToString() => $"{nameof(ClientSecretText)} {Kept.Id}";
}
