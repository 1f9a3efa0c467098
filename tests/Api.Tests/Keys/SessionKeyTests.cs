using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Registry.Grains.Interfaces;
using Registry.Silo;

namespace Registry.Api.Tests;

/// <summary>What one API process protects, every other one of the registry can read, now and after a restart.</summary>
public sealed class SessionKeyTests(RegistryServer shared)
{
    private IGrainFactory Grains => shared.Services.GetRequiredService<IGrainFactory>();

    [Fact]
    public void Protect_InOneProcess_IsReadInAnother()
    {
        using var one = new SessionKeyHost(Grains);
        using var other = new SessionKeyHost(Grains);

        Assert.Equal("dev_fin", other.Unprotect(one.Protect("dev_fin")));
        Assert.Equal("dev_fin", one.Unprotect(other.Protect("dev_fin")));
    }

    [Fact]
    public async Task Protect_BeforeARestart_IsReadAfterwards()
    {
        using var data = new TemporaryDirectory();
        string[] settings = ["--Storage:Provider=Sqlite", $"--Storage:Path={data.Path}"];
        string text;
        await using (var before = new RegistryServer(settings))
        {
            await before.InitializeAsync();
            text = before.Services.GetDataProtector("session").Protect("dev_fin");
        }

        await using var after = new RegistryServer(settings);
        await after.InitializeAsync();
        Assert.Equal("dev_fin", after.Services.GetDataProtector("session").Unprotect(text));
    }

    [Fact]
    public async Task Start_NobodySignedIn_NeitherReadsNorMakesKeys()
    {
        await using var server = new RegistryServer();
        await server.InitializeAsync();
        var ring = server.Services.GetRequiredService<IGrainFactory>().GetKeyRing();

        Assert.Empty(await ring.ReadAsync());
        server.Services.GetDataProtector("session").Protect("dev_fin");
        Assert.Single(await ring.ReadAsync());
    }

    // A process that has its keys does not look for others for a day.
    [Fact]
    public async Task Protect_TwoProcessesNeedAKeyAtOnce_AgreeOnOne()
    {
        await using var server = new RegistryServer();
        await server.InitializeAsync();
        var grains = server.Services.GetRequiredService<IGrainFactory>();
        using var together = new Barrier(2);
        using var one = new SessionKeyHost(grains, around: keys => new TogetherRepository(keys, together));
        using var other = new SessionKeyHost(grains, around: keys => new TogetherRepository(keys, together));

        var made = await Task.WhenAll(Task.Run(() => one.Protect("dev_fin")), Task.Run(() => other.Protect("dev_fin")));

        Assert.Single(await grains.GetKeyRing().ReadAsync());
        Assert.All(made, text => Assert.Equal("dev_fin", one.Unprotect(text)));
        Assert.All(made, text => Assert.Equal("dev_fin", other.Unprotect(text)));
    }

    [Fact]
    public void Protect_ClusterOutOfReach_IsUnavailableUntilItIsBack()
    {
        string text;
        using (var before = new SessionKeyHost(Grains))
        {
            text = before.Protect("dev_fin");
        }

        var link = new ClusterLink(TimeProvider.System, NullLogger<ClusterLink>.Instance);
        using var host = new SessionKeyHost(Grains, link);

        var failures = new[] { Assert.ThrowsAny<Exception>(() => host.Protect("dev_fin")), Assert.ThrowsAny<Exception>(() => host.Unprotect(text)) };
        Assert.All(failures, failure => Assert.Equal(ProblemTypes.Unavailable, ExceptionProblems.Of(failure, mayChange: false).Type));

        link.Open();
        link.NotifyGatewayCountChanged(1, 0, connectionRecovered: true);
        Assert.Equal("dev_fin", host.Unprotect(text));
        Assert.Equal("dev_fin", host.Unprotect(host.Protect("dev_fin")));
    }

    [Fact]
    public void Unprotect_TextOfNobody_IsRefused()
    {
        using var host = new SessionKeyHost(Grains);
        var text = host.Protect("dev_fin");

        Assert.Throws<CryptographicException>(() => host.Unprotect(text[..^5] + (text[^5] == 'A' ? 'B' : 'A') + text[^4..]));
    }

    [Fact]
    public async Task Add_KeyOfSomebodyWhoHasNotReadTheLastOne_IsLeftOut()
    {
        await using var server = new RegistryServer();
        await server.InitializeAsync();
        var ring = server.Services.GetRequiredService<IGrainFactory>().GetKeyRing();
        const string First = """<key id="00000000-0000-4000-8000-00000000000a" version="1" />""";
        const string Second = """<key id="00000000-0000-4000-8000-00000000000b" version="1" />""";
        const string Revocation = """<revocation version="1"><key id="00000000-0000-4000-8000-00000000000a" /></revocation>""";

        await ring.AddAsync(First, 0);
        await ring.AddAsync(Second, 0);
        Assert.Equal([First], await ring.ReadAsync());

        await ring.AddAsync(Revocation, 0);
        await ring.AddAsync(Second, 2);
        Assert.Equal([First, Revocation, Second], await ring.ReadAsync());
    }
}
