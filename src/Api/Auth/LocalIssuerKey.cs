using System.Security.Cryptography;

namespace Registry.Api;

/// <summary>The signing key of the local issuer, in a file beside the data that only its owner can read.</summary>
internal static class LocalIssuerKey
{
    public const string FileName = "issuer-key.pem";

    /// <summary>Reads the key, or makes it where there is none. Two processes that start at once end up with the same key.</summary>
    /// <exception cref="StartRefusedException">The file can't be read or written, or is no such key.</exception>
    public static ECDsa LoadOrCreate(string directory)
    {
        var path = Path.Combine(directory, FileName);
        try
        {
            Directory.CreateDirectory(directory);
            if (!File.Exists(path))
            {
                Create(path);
            }

            return Read(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"The signing key of the local token issuer, {path}, can't be read or made: {exception.Message}", exception);
        }
    }

    private static void Create(string path)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
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
        }
        catch (IOException) when (File.Exists(path))
        {
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static ECDsa Read(string path)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(path));
            if (key.KeySize == 256)
            {
                return key;
            }
        }
        catch (Exception exception) when (exception is ArgumentException or CryptographicException)
        {
        }

        key.Dispose();
        throw new StartRefusedException(
            $"{path} is no P-256 private key in PEM form. Restore it, or delete it: a new one is then made, and tokens signed with the old one are no longer accepted.");
    }
}
