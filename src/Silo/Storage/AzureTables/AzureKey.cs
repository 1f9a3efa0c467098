using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Registry.Grains.Interfaces;

namespace Registry.Silo;

/// <summary>
/// Keys of tables. A key must not hold <c>/ \ # ?</c> or control characters; rows are in ordinal order of partition key and row key.
/// </summary>
internal static class AzureKey
{
    /// <summary>Over how many partitions an app's installations, the marks and an hour's expiries are spread. Part of the layout: it can't change.</summary>
    public const int Shards = 16;

    // Comes before every character of an id, so that joined ids are in the order of the pairs.
    private const char Joint = ',';

    private static readonly SearchValues<char> Plain =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.=");

    /// <summary>Any text as a key, no two texts alike: <c>/</c> becomes <c>:</c>, anything else that is no plain character its code after <c>~</c>.</summary>
    public static string Encode(string text)
    {
        var key = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            _ = character switch
            {
                '/' => key.Append(':'),
                _ when Plain.Contains(character) => key.Append(character),
                _ => key.Append(CultureInfo.InvariantCulture, $"~{(int)character:X4}"),
            };
        }

        return key.ToString();
    }

    /// <summary>Text of any length as a key.</summary>
    public static string Digest(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>The partitions of something that is spread, each starting with <paramref name="prefix"/>.</summary>
    public static IEnumerable<string> Partitions(string prefix) => Enumerable.Range(0, Shards).Select(shard => Partition(prefix, shard));

    /// <summary>The one of them that <paramref name="id"/> belongs to.</summary>
    public static string PartitionOf(string prefix, string id) =>
        Partition(prefix, SHA256.HashData(Encoding.UTF8.GetBytes(id))[0] % Shards);

    public static string Join(InstallationKey key) => $"{key.Workspace}{Joint}{key.App}";

    public static InstallationKey Split(string key)
    {
        var joint = key.IndexOf(Joint, StringComparison.Ordinal);
        return new(WorkspaceId.Parse(key[..joint]), AppId.Parse(key[(joint + 1)..]));
    }

    private static string Partition(string prefix, int shard) => string.Create(CultureInfo.InvariantCulture, $"{prefix}{Joint}{shard:x}");
}
