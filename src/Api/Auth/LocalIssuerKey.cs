using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using Registry.Silo;

namespace Registry.Api;

/// <summary>
/// The signing key of the local issuer, in a file beside the data that only its owner can read. RSA, as most issuers use:
/// a signature is verified at each call, which takes a quarter of the time of one with an elliptic curve.
/// </summary>
internal static class LocalIssuerKey
{
    public const string FileName = "issuer-key.pem";

    /// <summary>The key before this one, whose tokens are good until they end; only where it was replaced and not revoked.</summary>
    public const string PreviousFileName = "issuer-key.previous.pem";

    private const int KeyBits = 2048;

    /// <summary>Reads the key, or makes it where there is none. Two processes that start at once end up with the same key.</summary>
    /// <param name="directory">Where the data lies.</param>
    /// <param name="made">Gets the path of a key that was made now.</param>
    /// <exception cref="StartRefusedException">The file can't be read or written, or is no such key.</exception>
    public static RSA LoadOrCreate(string directory, Action<string>? made = null)
    {
        var path = Path.Combine(directory, FileName);
        try
        {
            Directory.CreateDirectory(directory);
            if (!File.Exists(path) && TryCreate(path))
            {
                made?.Invoke(path);
            }

            return Read(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"The signing key of the local token issuer, {path}, can't be read or made: {exception.Message}", exception);
        }
    }

    /// <summary>Reads the key before this one; null where there is none.</summary>
    /// <inheritdoc cref="LoadOrCreate"/>
    public static RSA? LoadPrevious(string directory)
    {
        var path = Path.Combine(directory, PreviousFileName);
        return File.Exists(path) ? Read(path) : null;
    }

    /// <summary>The key under the name that tokens call it by: its thumbprint (RFC 7638).</summary>
    public static RsaSecurityKey Named(RSA key)
    {
        var named = new RsaSecurityKey(key);
        named.KeyId = Base64UrlEncoder.Encode(named.ComputeJwkThumbprint());
        return named;
    }

    /// <exception cref="StartRefusedException">There is no key.</exception>
    public static void Demand(string directory)
    {
        if (Path.Combine(directory, FileName) is var path && !File.Exists(path))
        {
            throw new StartRefusedException($"{path}: there is no signing key to replace. It is made at the first start, or by the first token.");
        }
    }

    /// <summary>
    /// Makes another key. Tokens of the one before stay good until they end, those of the one before that do not, nor any
    /// where <paramref name="isRevoked"/> says so. Wherever it is cut, there are keys to go on with: a missing one is made.
    /// </summary>
    /// <param name="directory">Where the data lies.</param>
    /// <param name="isRevoked">Whether the key before must not be good for anything any more.</param>
    /// <exception cref="StartRefusedException">The files can't be written.</exception>
    public static void Replace(string directory, bool isRevoked)
    {
        var (path, previous) = (Path.Combine(directory, FileName), Path.Combine(directory, PreviousFileName));
        try
        {
            if (isRevoked)
            {
                File.Delete(previous);
                File.Delete(path);
            }
            else
            {
                File.Move(path, previous, overwrite: true);
            }

            TryCreate(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"The signing key of the local token issuer, {path}, can't be replaced: {exception.Message}", exception);
        }
    }

    private static bool TryCreate(string path)
    {
        using var key = RSA.Create(KeyBits);
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            using (var file = new FileStream(temporary, options))
            {
                file.Write(System.Text.Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem() + "\n"));
                file.Flush(flushToDisk: true);
            }

            // Appears whole or not at all; fails where another process was faster, and then that key is the one.
            File.Move(temporary, path, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static RSA Read(string path)
    {
        var key = RSA.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(path));
            if (key.KeySize >= KeyBits)
            {
                return key;
            }
        }
        catch (Exception exception) when (exception is ArgumentException or CryptographicException)
        {
        }

        key.Dispose();
        throw new StartRefusedException(
            $"{path} is no RSA private key of {KeyBits} bits or more in PEM form. Restore it, or delete it: a new one is then made, and tokens signed with the old one are no longer accepted.");
    }
}
