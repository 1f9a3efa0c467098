using System.Security.Cryptography;
using System.Text;

namespace Registry.Silo.Tests;

public sealed class WebhookSignatureTests
{
    private static readonly byte[] Payload = Encoding.UTF8.GetBytes("""{"test": 2432232314}""");

    // The example of https://github.com/standard-webhooks/standard-webhooks (libraries' tests).
    [Fact]
    public void Standard_PublishedExample_IsMet() => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        WebhookSignatures.Standard([SenderScene.Secret], "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, Payload));

    // RFC 2202, test case 2: a secret is taken as the text that it is.
    [Fact]
    public void Hub_PublishedExample_IsMet() => Assert.Equal(
        "sha1=effcdf6ae5eb2fa2d27416d5f184df9c259a7c79",
        WebhookSignatures.Hub("Jefe", Encoding.UTF8.GetBytes("what do ya want for nothing?")));

    [Theory]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_")]
    [InlineData("whsec_no base64!")]
    public void Standard_OtherSecret_IsRefused(string secret) =>
        Assert.Throws<CryptographicException>(() => WebhookSignatures.Standard([secret], "msg_1", 1, Payload));
}
