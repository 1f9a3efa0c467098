using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CsCheck;

namespace Registry.Silo.Tests;

/// <summary>Whoever checks a signature by the book takes what was signed, and nothing that differs in anything.</summary>
public sealed class WebhookSignaturePropertyTests
{
    private static readonly Gen<byte[]> Key = Gen.Byte.Array[1, 64];
    private static readonly Gen<string> MessageId = Gen.String[Gen.Char["0123456789-ws_acme."], 1, 30];
    private static readonly Gen<byte[]> Body = Gen.Byte.Array[0, 60];

    [Fact]
    public void Standard_Verified_IsGoodForWhatWasSignedWithEachKey() => Gen.Select(Key.Array[1, 3], MessageId, Gen.Long[0, 1L << 40], Body).Sample((keys, id, timestamp, body) =>
    {
        var signatures = WebhookSignatures.Standard([.. keys.Select(Secret)], id, timestamp, body);

        Assert.Equal(keys.Length, signatures.Split(' ').Length);
        Assert.All(keys, key => Assert.True(Verifies(key, id, timestamp, body, signatures)));
    });

    [Fact]
    public void Standard_OfAnythingElse_IsNotGood() => Gen.Select(Key, MessageId, Gen.Long[0, 1L << 40], Body, Gen.Int[0, 3], Gen.Int[0, 10_000]).Sample((key, id, timestamp, body, what, at) =>
    {
        var signature = WebhookSignatures.Standard([Secret(key)], id, timestamp, body);
        var isGood = what switch
        {
            0 => Verifies(Turned(key, at), id, timestamp, body, signature),
            1 => Verifies(key, $"{id}1", timestamp, body, signature),
            2 => Verifies(key, id, timestamp + 1 + at, body, signature),
            _ => Verifies(key, id, timestamp, body.Length == 0 ? [1] : Turned(body, at), signature),
        };

        Assert.False(isGood);
    });

    // What is signed is joined by dots: an id may have none, or the border to the time could be moved.
    [Fact]
    public void Standard_OfIdsOfTheRegistry_HasNoOtherReading() => SampleGen.DeliveryId.Sample(id => Assert.DoesNotContain('.', id.ToString()));

    [Fact]
    public void Hub_Verified_IsGoodForTheBodyOnly() => Gen.Select(Key, Body, Body).Sample((key, body, other) =>
    {
        var secret = Secret(key);
#pragma warning disable CA5350 // What receivers of this header check.
        var expected = $"sha1={Convert.ToHexStringLower(HMACSHA1.HashData(Encoding.UTF8.GetBytes(secret), body))}";
#pragma warning restore CA5350

        Assert.Equal(expected, WebhookSignatures.Hub(secret, body));
        Assert.Equal(body.AsSpan().SequenceEqual(other), WebhookSignatures.Hub(secret, other) == expected);
    });

    [Fact]
    public void Standard_ASecretOfAnotherForm_IsRefusedWithoutShowingIt() => Gen.String[Gen.Char["whsec_A=+/ \u00e9"], 0, 20].Sample(secret =>
    {
        if (Record.Exception(() => WebhookSignatures.Standard([secret], "id", 1, [])) is { } refusal)
        {
            Assert.IsType<CryptographicException>(refusal);
            Assert.True(secret.Length < 3 || !refusal.Message.Contains(secret, StringComparison.Ordinal));
        }
        else
        {
            Assert.StartsWith("whsec_", secret, StringComparison.Ordinal);
        }
    });

    private static string Secret(byte[] key) => $"whsec_{Convert.ToBase64String(key)}";

    private static byte[] Turned(byte[] bytes, int at)
    {
        var turned = bytes.ToArray();
        turned[at / 8 % turned.Length] ^= (byte)(1 << (at % 8));
        return turned;
    }

    // As https://www.standardwebhooks.com says, and not as we do it.
    private static bool Verifies(byte[] key, string id, long timestamp, byte[] body, string header)
    {
        using var hmac = new HMACSHA256(key);
        byte[] signed = [.. Encoding.UTF8.GetBytes(id + "." + timestamp.ToString(CultureInfo.InvariantCulture) + "."), .. body];
        var expected = "v1," + Convert.ToBase64String(hmac.ComputeHash(signed));
        return header.Split(' ').Contains(expected);
    }
}
