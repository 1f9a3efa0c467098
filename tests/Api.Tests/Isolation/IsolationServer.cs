using Microsoft.Extensions.DependencyInjection;
using Orleans.Core.Internal;
using Registry.Grains.Interfaces;

namespace Registry.Api.Tests.Isolation;

/// <summary>A host that counts what each request leads to, with two tenants on it. Tests that share it take turns.</summary>
[CollectionDefinition(Name)]
public sealed class IsolationServer : IAsyncLifetime, ICollectionFixture<IsolationServer>
{
    public const string Name = "isolation";

    private readonly WorkCounter work = new();

    public IsolationServer() => Registry = new(
        work.AddTo,
        "--Dashboard:Enabled=true",
        "--Webhooks:AllowLoopbackHttp=true",

        // A few callers ask thousands of times; what limits say about others is in RateLimitTests.
        "--RateLimits:CallerRate=0",
        "--RateLimits:WorkspaceRate=0");

    internal RegistryServer Registry { get; }

    /// <summary>Whose visitors come.</summary>
    internal Estate Mine { get; private set; } = null!;

    /// <summary>What is none of their business.</summary>
    internal Estate Theirs { get; private set; } = null!;

    internal Visitors Visitors { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await Registry.InitializeAsync();
        Mine = await Estate.BuildAsync(Registry);
        Theirs = await Estate.BuildAsync(Registry);

        // The first page makes the keys that sessions are protected with.
        (await Mine.Scene.Nobody.GetAsync("/sign-in")).Is(200);
        Visitors = new(Registry, Mine.Target);
    }

    public ValueTask DisposeAsync() => Registry.DisposeAsync();

    /// <summary>What is another's, as the caller of what is mine names it.</summary>
    internal Target Foreign => Theirs.Target with { Developer = Mine.Target.Developer };

    /// <summary>What does not exist, another each time.</summary>
    internal Target Missing() => Target.Missing(Mine.Target.Developer);

    /// <summary>Makes a call whose status is known; says what it led to.</summary>
    internal async Task<(Answer Answer, string[] Work)> CallAsync(Row row, Visitor visitor, Target target, int status, Condition? condition = null)
    {
        var mark = Guid.NewGuid().ToString("N");
        var answer = await visitor.CallAsync(Registry.Client, row, target, condition, mark);
        Assert.True(answer.Status == status, $"{row} by {visitor}, {condition ?? Condition.None}, about {target}: expected {status}, got {answer.Status}: {Seen.Start(answer)}");
        return (answer, work.Of(mark));
    }

    /// <summary>What the other tenant has, to be compared after calls that could have changed it.</summary>
    internal async Task<string> TheirStateAsync(Row row) => row.Writes ? await Theirs.StateAsync() : "";

    /// <summary>Ends the activations of all that a call may be about, so that the next one has to read what is stored.</summary>
    internal async Task ForgetAsync(Target target)
    {
        var grains = Registry.Services.GetRequiredService<IGrainFactory>();
        var app = AppId.Parse(target.App);
        IAddressable[] addressed = [grains.GetApp(app), grains.GetReplays(app), grains.GetInstallation(new(WorkspaceId.Parse(target.Workspace), app))];
        foreach (var grain in addressed)
        {
            await grain.AsReference<IGrainManagementExtension>().DeactivateOnIdle();
        }
    }
}
