using System.Net;
using Microsoft.Extensions.Options;

namespace Registry.Silo.Tests;

/// <summary>Nothing that only our own network can reach is ever connected to.</summary>
public sealed class EndpointAddressTests
{
    private const string NotPublic = "The host resolves to an address that is not public.";

    public static TheoryData<string> Inner =>
    [
        "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.100.100.200", "100.127.255.255", "127.0.0.1", "127.1.2.3",
        "127.255.255.254", "168.63.129.16", "169.254.0.1", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.0.192",
        "192.0.2.1", "192.88.99.1", "192.168.0.1", "192.168.255.255", "198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.9",
        "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
        "::", "::1", "::2", "::127.0.0.1", "::8.8.8.8", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::ffff:0:127.0.0.1",
        "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::808:808", "100::1", "2001::1", "2001:0:808:808::1", "2001:db8::1", "2001:10::1",
        "2002:7f00:1::", "2002:808:808::1", "3fff::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fdff::1", "fe80::1", "febf::1", "fec0::1",
        "ff02::1", "ff0e::1", "4000::1",
    ];

    [Theory]
    [MemberData(nameof(Inner))]
    public async Task Send_InnerAddress_IsRefused(string address)
    {
        await using var scene = Closed();
        var literal = address.Contains(':', StringComparison.Ordinal) ? $"[{address}]" : address;
        Assert.Equal(NotPublic, (await scene.SendAsync($"https://{literal}/")).Error);
        Assert.Equal(0, scene.Lookup.Calls);

        scene.Lookup.Set("inner.test", address);
        Assert.Equal(NotPublic, (await scene.SendAsync("https://inner.test/")).Error);
        Assert.Equal(NotPublic, (await scene.ProbeAsync("https://inner.test/")).Error);
        Assert.Equal(2, scene.Lookup.Calls);

        scene.Lookup.Set("mixed.test", "203.0.114.1", address, "2606:4700::1111");
        Assert.Equal(NotPublic, (await scene.SendAsync("https://mixed.test/")).Error);
    }

    [Theory]
    [InlineData("https://2130706433/")]
    [InlineData("https://0x7f000001/")]
    [InlineData("https://0x7f.1/")]
    [InlineData("https://0177.0.0.1/")]
    [InlineData("https://127.1/")]
    [InlineData("https://①②⑦.⓪.⓪.①/")]
    [InlineData("https://127。0。0。1/")]
    [InlineData("https://[0:0:0:0:0:ffff:7f00:1]/")]
    [InlineData("https://[::ffff:7f00:0001]/")]
    [InlineData("https://[fe80::1%25eth0]/")]
    public async Task Send_AddressInDisguise_IsRefused(string url)
    {
        await using var scene = Closed();
        Assert.Contains((await scene.SendAsync(url)).Error, new[] { NotPublic, "The host name does not resolve." });
    }

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("9.255.255.255")]
    [InlineData("11.0.0.0")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("126.255.255.255")]
    [InlineData("128.0.0.0")]
    [InlineData("169.253.255.255")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("192.167.255.255")]
    [InlineData("198.20.0.0")]
    [InlineData("223.255.255.255")]
    [InlineData("2606:4700::1111")]
    [InlineData("2001:4860:4860::8888")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::8.8.8.8")]
    public void Address_OfSomebodyOnTheInternet_IsPublic(string address) => Assert.True(PublicAddresses.Contains(IPAddress.Parse(address)));

    [Fact]
    public async Task Send_AnswerOfTheResolverThatChanges_IsJudgedAgain()
    {
        await using var scene = new SenderScene(options => options.AllowedNetworks = "127.0.0.1/32");
        await using var receiver = await HookReceiver.StartAsync(scene.Certificate, context =>
        {
            context.Response.Headers.Connection = "close";
            return Task.CompletedTask;
        });
        var url = $"https://hook.test:{receiver.Port}/";
        Assert.True((await scene.ProbeAsync(url)).IsSuccess);

        scene.Lookup.Set(SenderScene.Host, "127.0.0.2");
        Assert.Equal(NotPublic, (await scene.SendAsync(url)).Error);

        // What was judged is what is connected to: nobody asks the resolver a second time.
        scene.Lookup.Set(SenderScene.Host, "127.0.0.1");
        var before = scene.Lookup.Calls;
        Assert.True((await scene.SendAsync(url)).IsSuccess);
        Assert.Equal(before + 1, scene.Lookup.Calls);
    }

    [Theory]
    [InlineData("10.1.0.0/16, fd12::/16", "10.1.2.3", true)]
    [InlineData("10.1.0.0/16 fd12::/16", "fd12::5", true)]
    [InlineData("10.1.0.0/16", "::ffff:10.1.2.3", true)]
    [InlineData("10.1.0.0/16", "10.2.0.1", false)]
    [InlineData("", "10.1.2.3", false)]
    public void Rules_AllowedNetworks_AreTheOnesThatTheyName(string networks, string address, bool isAllowed)
    {
        var rules = new EndpointRules(Options.Create(new WebhookOptions { AllowedNetworks = networks }));
        var fault = Record.Exception(() => rules.Demand(new("https://hook.test/"), [IPAddress.Parse(address)]));
        Assert.Equal(isAllowed, fault is null);
    }

    [Fact]
    public async Task Send_PlainHttpWhereItIsAllowed_GoesToTheLoopbackAddressOnly()
    {
        await using var scene = new SenderScene(options =>
        {
            options.AllowLoopbackHttp = true;
            options.AllowedNetworks = "10.0.0.0/8";
        });
        await using var receiver = new RawReceiver(null, (stream, token) => RawReceiver.WriteAsync(stream, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", token));
        Assert.True((await scene.SendAsync($"http://127.0.0.1:{receiver.Port}/")).IsSuccess);
        scene.Lookup.Set("localhost", "127.0.0.1");
        Assert.True((await scene.SendAsync($"http://localhost:{receiver.Port}/")).IsSuccess);

        Assert.Equal("The URL is not an https URL.", (await scene.SendAsync("http://hook.test/")).Error);
        foreach (var address in new[] { "10.0.0.1", "8.8.8.8" })
        {
            scene.Lookup.Set("localhost", address);
            Assert.Equal(NotPublic, (await scene.SendAsync("http://localhost:1/")).Error);
        }
    }

    private static SenderScene Closed() => new(options => options.AllowedNetworks = "");

    // A connection that is open is used again without a look-up: it leads where it was judged to lead.
    [Fact]
    public async Task Send_AnswerOfTheLookupChanges_OnlyTheConnectionThatWasJudgedGoesOn()
    {
        await using var scene = new SenderScene();
        var isLast = false;
        await using var receiver = await HookReceiver.StartAsync(scene.Certificate, context =>
        {
            context.Response.Headers.Connection = isLast ? "close" : "keep-alive";
            return Task.CompletedTask;
        });
        Assert.True((await scene.SendAsync(receiver.Port)).IsSuccess);

        scene.Lookup.Set(SenderScene.Host, "169.254.169.254");
        isLast = true;
        Assert.True((await scene.SendAsync(receiver.Port)).IsSuccess);
        Assert.Equal(1, scene.Lookup.Calls);

        Assert.Equal(NotPublic, (await scene.SendAsync(receiver.Port)).Error);
        Assert.Equal(2, scene.Lookup.Calls);
        Assert.Equal(2, receiver.Requests.Count);
    }
}
