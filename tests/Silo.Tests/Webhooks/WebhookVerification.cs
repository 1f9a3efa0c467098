using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Registry.Silo.Tests;

internal static class WebhookVerification
{
    public static bool IsGenuine(string secret, IHeaderDictionary headers, byte[] body, DateTimeOffset now)
    {
        var id = headers["webhook-id"].ToString();
        var timestamp = headers["webhook-timestamp"].ToString();
        var signatures = headers["webhook-signature"].ToString().Split(' ');
        if (!long.TryParse(timestamp, CultureInfo.InvariantCulture, out var sentAt)
            || sentAt < now.AddMinutes(-5).ToUnixTimeSeconds()
            || sentAt > now.AddMinutes(5).ToUnixTimeSeconds())
        {
            return false;
        }

        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        var expected = Encoding.UTF8.GetBytes($"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, signed))}");
        return signatures.Any(signature => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(signature), expected));
    }
}
