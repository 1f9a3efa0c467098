using Microsoft.Extensions.DependencyInjection;
using Registry.Grains.Interfaces;
using static Registry.Grains.Tests.TestTokens;

namespace Registry.Grains.Tests;

/// <summary>What a token permits is told without a message, where its installation is active on this silo, and is what a call would tell.</summary>
public sealed class LocalTokenCheckTests : IAsyncLifetime
{
    private readonly SwitchedLease lease = new();
    private readonly InstallationMessages messages = new(nameof(IInstallationGrain.IntrospectAsync), nameof(IInstallationGrain.AuthorizeAsync));
    private readonly AgeingCluster cluster;

    public LocalTokenCheckTests() => cluster = new(services =>
    {
        services.AddSingleton<ISiloLease>(lease);
        services.AddSingleton<IIncomingGrainCallFilter>(messages);
    });

    private ITokenChecks Tokens => cluster.GetService<ITokenChecks>();

    private ActiveInstallations Active => cluster.GetService<ActiveInstallations>();

    public ValueTask InitializeAsync() => cluster.InitializeAsync();

    public ValueTask DisposeAsync() => cluster.DisposeAsync();

    [Fact]
    public async Task Token_AskedAboutAgain_TakesOneMessage()
    {
        var test = await InstallWithTokenAsync();

        for (var call = 0; call < 100; call++)
        {
            Assert.Equal([TestApp.ReadTags, TestApp.WriteTags], (await Tokens.IntrospectAsync(test.Key, ProofOf(1)))!.Scopes.ToArray());
            Assert.Equal(new(CheckReason.Granted, 2), await Tokens.AuthorizeAsync(test.Key, ProofOf(1), TestApp.ReadTags));
            Assert.Equal(new(CheckReason.ScopeNotRequested, 2), await Tokens.AuthorizeAsync(test.Key, ProofOf(1), TestApp.ReadConversations));
            Assert.Null(await Tokens.IntrospectAsync(test.Key, ProofOf(1) with { Hash = "another" }));
            Assert.Null(await Tokens.AuthorizeAsync(test.Key, ProofOf(2), TestApp.ReadTags));
        }

        Assert.Equal(1, messages.Count);
    }

    [Fact]
    public async Task Token_AfterEachChange_PermitsWhatIsGrantedThen()
    {
        var test = await InstallWithTokenAsync();
        await AssertPermitsAsync(test, [TestApp.ReadTags, TestApp.WriteTags]);

        TestApp.Accepted(await test.Installation.RevokeScopeAsync(TestApp.ReadTags, TestApp.By()));
        await AssertPermitsAsync(test, [TestApp.WriteTags]);

        TestApp.Accepted(await test.Installation.SuspendAsync("Audit", TestApp.By()));
        await AssertPermitsAsync(test, null);

        TestApp.Accepted(await test.Installation.ResumeAsync(TestApp.By()));
        await AssertPermitsAsync(test, [TestApp.WriteTags]);

        await test.App.SuspendAsync("Abuse", TestApp.By());
        await AssertPermitsAsync(test, null);

        await test.App.ResumeAsync(TestApp.By());
        await AssertPermitsAsync(test, [TestApp.WriteTags]);

        TestApp.Accepted(await test.Installation.RevokeTokenAsync(IdOf(1), TestApp.By()));
        await AssertPermitsAsync(test, null);
    }

    [Theory]
    [InlineData(Fault.Before, true)]
    [InlineData(Fault.After, false)]
    public async Task Token_AfterAWriteThatFailed_IsWhatIsStored(Fault fault, bool isGood)
    {
        var test = await InstallWithTokenAsync();
        await AssertPermitsAsync(test, [TestApp.ReadTags, TestApp.WriteTags]);
        cluster.Faults.Break(test.Key.ToString(), StorageCall.WriteState, fault);

        await Assert.ThrowsAsync<RegistryUnavailableException>(() => test.Installation.RevokeTokenAsync(IdOf(1), TestApp.By()));

        Assert.False(Tokens.TryIntrospect(test.Key, ProofOf(1), out _));
        Assert.False(Tokens.TryAuthorize(test.Key, ProofOf(1), TestApp.ReadTags, out _));
        cluster.Faults.Mend(test.Key.ToString(), StorageCall.WriteState);
        await AssertPermitsAsync(test, isGood ? [TestApp.ReadTags, TestApp.WriteTags] : null);
    }

    [Fact]
    public async Task Token_ThatExpires_IsAskedAboutByMessages()
    {
        var test = await InstallWithTokenAsync(expires: true);
        for (var call = 1; call <= 3; call++)
        {
            Assert.NotNull(await Tokens.IntrospectAsync(test.Key, ProofOf(1)));
            Assert.NotNull(await Tokens.AuthorizeAsync(test.Key, ProofOf(1), TestApp.ReadTags));
            Assert.Equal(2 * call, messages.Count);
        }
    }

    [Fact]
    public async Task Token_LeaseIsLost_IsNotVouchedFor()
    {
        var test = await InstallWithTokenAsync();
        await AssertPermitsAsync(test, [TestApp.ReadTags, TestApp.WriteTags]);

        lease.IsHeld = false;
        Assert.False(Tokens.TryIntrospect(test.Key, ProofOf(1), out _));
        Assert.False(Tokens.TryAuthorize(test.Key, ProofOf(1), TestApp.ReadTags, out _));
        await Assert.ThrowsAsync<RegistryUnavailableException>(async () => await Tokens.IntrospectAsync(test.Key, ProofOf(1)));

        lease.IsHeld = true;
        await AssertPermitsAsync(test, [TestApp.ReadTags, TestApp.WriteTags]);
    }

    [Fact]
    public async Task Token_EveryNowAndThen_TakesAMessage()
    {
        var test = await InstallWithTokenAsync();
        for (var period = 1; period <= 3; period++)
        {
            Assert.NotNull(await Tokens.IntrospectAsync(test.Key, ProofOf(1)));
            Assert.NotNull(await Tokens.IntrospectAsync(test.Key, ProofOf(1)));
            Assert.Equal(period, messages.Count);
            cluster.Clock.Advance(Active.AnswerPeriod);
        }
    }

    private async Task<TestApp> InstallWithTokenAsync(bool expires = false)
    {
        var test = await new TestApp(cluster).InstallAsync(TestApp.ReadTags, TestApp.WriteTags);
        await IssueAsync(test, 1, expires);
        return test;
    }

    // Asked the way that there is, and once more, without a message, where there is an installation to ask.
    private async Task AssertPermitsAsync(TestApp test, ScopeId[]? scopes)
    {
        var introspected = await Tokens.IntrospectAsync(test.Key, ProofOf(1));
        var authorized = await Tokens.AuthorizeAsync(test.Key, ProofOf(1), TestApp.ReadTags);
        Assert.Equal(scopes, introspected?.Scopes.ToArray());
        Assert.Equal(scopes?.Contains(TestApp.ReadTags), authorized?.Allowed);
        Assert.True(Tokens.TryIntrospect(test.Key, ProofOf(1), out var again));
        Assert.Equal(scopes, again?.Scopes.ToArray());
        Assert.True(Tokens.TryAuthorize(test.Key, ProofOf(1), TestApp.ReadTags, out var decided));
        Assert.Equal(authorized, decided);
    }
}
