using System.Security.Cryptography;
using System.Text;
using Registry.Grains.Interfaces;

namespace Registry.Front;

/// <summary>
/// An access token as an app has it. It names its installation, so that looking it up is one call; what makes it secret are
/// 256 random bits. Only its hash is kept.
/// </summary>
/// <param name="Installation">What it is good for.</param>
/// <param name="Id">Names it.</param>
/// <param name="Text">The token.</param>
public sealed record AccessTokenText(InstallationKey Installation, AccessTokenId Id, string Text)
{
    /// <summary>What every token begins with.</summary>
    public const string Prefix = "registry_at_";

    private const int IdBytes = 8;

    private const int SecretBytes = 32;

    private const int MostNameBytes = 64;

    private const int MostBytes = IdBytes + SecretBytes + 1 + MostNameBytes + MostNameBytes;

    /// <summary>Shows that the bearer has it.</summary>
    public AccessTokenProof Proof => new(Id, OpaqueText.HashOf(Text));

    /// <summary>A new token.</summary>
    public static AccessTokenText Create(InstallationKey installation)
    {
        // Id, secret, length of the workspace, workspace, app.
        Span<byte> content = stackalloc byte[MostBytes];
        RandomNumberGenerator.Fill(content[..(IdBytes + SecretBytes)]);
        var length = IdBytes + SecretBytes;
        content[length++] = (byte)installation.Workspace.Value.Length;
        length += Encoding.ASCII.GetBytes(installation.Workspace.Value, content[length..]);
        length += Encoding.ASCII.GetBytes(installation.App.Value, content[length..]);
        return new(installation, IdOf(content), OpaqueText.Write(Prefix, content[..length]));
    }

    /// <summary>Reads a token; false where it is none, which needs no look-up.</summary>
    public static bool TryRead(string text, out AccessTokenText token)
    {
        token = null!;
        if (!OpaqueText.TryRead(Prefix, text, MostBytes, out var content) || content.Length <= IdBytes + SecretBytes + 1)
        {
            return false;
        }

        var names = Encoding.Latin1.GetString(content.AsSpan(IdBytes + SecretBytes + 1));
        var length = content[IdBytes + SecretBytes];
        if (length >= names.Length || !WorkspaceId.TryParse(names[..length], null, out var workspace) || !AppId.TryParse(names[length..], null, out var app))
        {
            return false;
        }

        token = new(new(workspace, app), IdOf(content), text);
        return true;
    }

    /// <summary>Says which one, not the token: it must not get into logs.</summary>
    public override string ToString() => $"{Installation} {Id}";

    private static AccessTokenId IdOf(ReadOnlySpan<byte> content) => AccessTokenId.Parse(Convert.ToHexStringLower(content[..IdBytes]));
}
