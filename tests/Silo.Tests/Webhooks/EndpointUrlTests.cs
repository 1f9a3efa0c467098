namespace Registry.Silo.Tests;

/// <summary>URLs that no endpoint can have are refused in words, whatever is odd about them.</summary>
public sealed class EndpointUrlTests
{
    [Theory]
    [InlineData("ftp://hook.test/")]
    [InlineData("http://hook.test/")]
    [InlineData("http://localhost/")]
    [InlineData("https://user:password@hook.test/")]
    public async Task Send_OtherUrl_IsRefused(string url)
    {
        await using var scene = new SenderScene();
        var answer = await scene.SendAsync(url);
        Assert.StartsWith("The URL is not", answer.Error, StringComparison.Ordinal);
        Assert.Equal(0, scene.Lookup.Calls);
    }

    [Theory]
    [InlineData("https://xn--.test/")]
    [InlineData("https://a_b-.test/")]
    [InlineData("https://xn--a/")]
    [InlineData("https://\u200d.test/")]
    [InlineData("https://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.test/")]
    [InlineData("https://hook.test:0/")]
    [InlineData("https://hook.test:0/?%00%ff#fragment")]
    public async Task Send_OddUrl_FailsWithWords(string url)
    {
        await using var scene = new SenderScene();
        Assert.NotNull((await scene.SendAsync(url)).Error);
    }
}
