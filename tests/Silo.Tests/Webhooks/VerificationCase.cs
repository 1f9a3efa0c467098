using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Registry.Grains;

namespace Registry.Silo.Tests;

/// <summary>What a receiver may find at its door, and whether it is ours.</summary>
/// <param name="Name">What is particular about it.</param>
/// <param name="Secret">The secret that the receiver has.</param>
/// <param name="Headers">With names in lower case.</param>
/// <param name="Body">The bytes as they came.</param>
/// <param name="IsGenuine">Whether the receiver should take it.</param>
internal sealed record VerificationCase(string Name, string Secret, Dictionary<string, string> Headers, byte[] Body, bool IsGenuine)
{
    private static readonly byte[] Notification = Encoding.UTF8.GetBytes("""{"topic":"company.created","data":{"item":{"name":"Zoë & Søn 株式会社 🚀"}}}""");

    /// <summary>Signed now, as the registry does it.</summary>
    public static ImmutableArray<VerificationCase> All()
    {
        var secrets = new WebhookSecrets(new MemoryJournal(new()), NullLoggerFactory.Instance);
        var (current, previous, foreign) = (secrets.CreateProtected(), secrets.CreateProtected(), secrets.CreateProtected());
        var now = TimeProvider.System.GetUtcNow();
        var headers = Sign(secrets, now, current);
        var ofRotation = Sign(secrets, now, current, previous);
        var secret = secrets.Reveal(current);
        return
        [
            new("genuine", secret, headers, Notification, true),
            new("four minutes old", secret, Sign(secrets, now.AddMinutes(-4), current), Notification, true),
            new("in a rotation, with the new secret", secret, ofRotation, Notification, true),
            new("in a rotation, with the secret before", secrets.Reveal(previous), ofRotation, Notification, true),
            new("in a rotation, with another secret", secrets.Reveal(foreign), ofRotation, Notification, false),
            new("another secret", secrets.Reveal(foreign), headers, Notification, false),
            new("altered body", secret, headers, [.. Notification[..^1], (byte)' ', Notification[^1]], false),
            new("altered id", secret, With(headers, "webhook-id", "1795474800000001-ws_acme"), Notification, false),
            new("altered timestamp", secret, With(headers, "webhook-timestamp", now.AddSeconds(-1).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)), Notification, false),
            new("six minutes old", secret, Sign(secrets, now.AddMinutes(-6), current), Notification, false),
            new("six minutes ahead", secret, Sign(secrets, now.AddMinutes(6), current), Notification, false),
            new("timestamp that is no number", secret, With(headers, "webhook-timestamp", "yesterday"), Notification, false),
            new("timestamp beyond all numbers", secret, With(headers, "webhook-timestamp", new('9', 400)), Notification, false),
            new("signature that is no ASCII", secret, With(headers, "webhook-signature", "v1,ü"), Notification, false),
            new("signature of another length", secret, With(headers, "webhook-signature", headers["webhook-signature"][..^1]), Notification, false),
            new("no signature", secret, [], Notification, false),
        ];
    }

    private static Dictionary<string, string> Sign(WebhookSecrets secrets, DateTimeOffset now, params ImmutableArray<string> protectedSecrets)
    {
        var message = new WebhookMessage
        {
            App = Sample.App(),
            Url = new("https://hook.test/"),
            MessageId = "1795474800000000-ws_acme",
            Body = Notification,
            Secrets = protectedSecrets,
        };
        using var request = new WebhookRequests(secrets, new FakeTimeProvider(now)).Deliver(message);
        return request.Headers.NonValidated.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString());
    }

    private static Dictionary<string, string> With(Dictionary<string, string> headers, string name, string value) => new(headers) { [name] = value };
}
