using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Registry.Grains.Interfaces;

namespace Registry.Front;

/// <summary>
/// An access token as an app has it, or the refresh token beside it. It names its installation, so that looking it up is one call; what makes it secret are
/// 256 random bits. Only its hash is kept.
/// </summary>
/// <param name="Installation">What it is good for.</param>
/// <param name="Id">Names it.</param>
/// <param name="Text">The token.</param>
public sealed record AccessTokenText(InstallationKey Installation, AccessTokenId Id, string Text)
{
    /// <summary>What every access token begins with.</summary>
    public const string Prefix = "registry_at_";

    /// <summary>What every refresh token begins with.</summary>
    public const string RefreshPrefix = "registry_rt_";

    private const int IdBytes = 8;

    private const int SecretBytes = 32;

    private const int MostNameBytes = 64;

    private const int MostBytes = IdBytes + SecretBytes + 1 + MostNameBytes + MostNameBytes;

    /// <summary>Shows that the bearer has it.</summary>
    public AccessTokenProof Proof => new(Id, Hash);

    /// <summary>What is kept of it.</summary>
    public string Hash => OpaqueText.HashOf(Text);

    /// <summary>Whether it is a refresh token.</summary>
    public bool IsRefresh => Text.StartsWith(RefreshPrefix, StringComparison.Ordinal);

    /// <summary>A new access token.</summary>
    public static AccessTokenText Create(InstallationKey installation) =>
        Create(Prefix, installation, AccessTokenId.Parse(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes))));

    /// <summary>A new access token in the place of one, under the same name.</summary>
    public static AccessTokenText Create(InstallationKey installation, AccessTokenId id) => Create(Prefix, installation, id);

    /// <summary>A new refresh token beside an access token, under the same name.</summary>
    public static AccessTokenText CreateRefresh(InstallationKey installation, AccessTokenId id) => Create(RefreshPrefix, installation, id);

    /// <summary>Reads an access token; false where it is none, which needs no look-up.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out AccessTokenText? token) => TryRead(Prefix, text, out token);

    /// <summary>Reads a refresh token.</summary>
    public static bool TryReadRefresh(string text, [NotNullWhen(true)] out AccessTokenText? token) => TryRead(RefreshPrefix, text, out token);

    /// <summary>Reads either of them.</summary>
    public static bool TryReadAny(string text, [NotNullWhen(true)] out AccessTokenText? token) => TryRead(text, out token) || TryReadRefresh(text, out token);

    /// <summary>Says which one, not the token: it must not get into logs.</summary>
    public override string ToString() => $"{Installation} {Id}";

    private static AccessTokenText Create(string prefix, InstallationKey installation, AccessTokenId id)
    {
        // Id, secret, length of the workspace, workspace, app.
        Span<byte> content = stackalloc byte[MostBytes];
        Convert.FromHexString(id.Value, content, out _, out _);
        RandomNumberGenerator.Fill(content[IdBytes..(IdBytes + SecretBytes)]);
        var length = IdBytes + SecretBytes;
        content[length++] = (byte)installation.Workspace.Value.Length;
        length += Encoding.ASCII.GetBytes(installation.Workspace.Value, content[length..]);
        length += Encoding.ASCII.GetBytes(installation.App.Value, content[length..]);
        return new(installation, id, OpaqueText.Write(prefix, content[..length]));
    }

    private static bool TryRead(string prefix, string text, [NotNullWhen(true)] out AccessTokenText? token)
    {
        token = null;
        if (!OpaqueText.TryRead(prefix, text, MostBytes, out var content) || content.Length <= IdBytes + SecretBytes + 1)
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

    private static AccessTokenId IdOf(ReadOnlySpan<byte> content) => AccessTokenId.Parse(Convert.ToHexStringLower(content[..IdBytes]));
}
