namespace Registry.Api.Tests;

/// <summary>A host of a test's own with an app's endpoint beside it, and a scene.</summary>
public abstract class HookedServer(params string[] settings) : IAsyncLifetime
{
    private HookReceiver? receiver;
    private Scene? scene;

    private protected RegistryServer Server { get; } = new(["--Webhooks:AllowLoopbackHttp=true", .. settings]);

    private protected HookReceiver Receiver => receiver!;

    private protected Scene Scene => scene!;

    public async ValueTask InitializeAsync()
    {
        await Server.InitializeAsync();
        receiver = await HookReceiver.StartAsync();
        scene = new(Server);
    }

    public async ValueTask DisposeAsync()
    {
        await Receiver.DisposeAsync();
        await Server.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
