using System.Diagnostics;

namespace Registry.Traffic;

/// <summary>Ten apps with an endpoint each, installed in some workspaces. Each measurement has its own, so that what was before does not count.</summary>
internal sealed class Marketplace : IAsyncDisposable
{
    /// <summary>How many apps there are; only the endpoint of the last one ever fails.</summary>
    public const int Apps = 10;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // To install, and to stop a server, takes time of the processor from what is measured.
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(500);

    private readonly List<Endpoint> endpoints = [];

    private Marketplace(string[] workspaces) => Workspaces = workspaces;

    public string[] Workspaces { get; }

    /// <summary>Returns when every app is installed in every workspace, and has been told so.</summary>
    public static async Task<Marketplace> OpenAsync(RegistryClient registry, LoadOptions options, string name, Journeys journeys)
    {
        var marketplace = new Marketplace([.. Enumerable.Range(1, options.Workspaces).Select(number => $"{name}-{number}")]);
        for (var position = 0; position < Apps; position++)
        {
            var app = position;
            marketplace.endpoints.Add(await Endpoint.StartAsync((number, at) => journeys.Receive(number, app, at)));
            await registry.RegisterAsync(AppName(name, app), marketplace.endpoints[app].Url, marketplace.Workspaces);
        }

        var installations =
            from workspace in marketplace.Workspaces
            from app in Enumerable.Range(0, Apps)
            select (Workspace: workspace, App: AppName(name, app));
        await Parallel.ForEachAsync(
            installations,
            new ParallelOptions { MaxDegreeOfParallelism = options.Connections },
            async (each, _) => await registry.InstallAsync(each.App, each.Workspace));
        await UntilAsync(() => marketplace.endpoints.TrueForAll(endpoint => endpoint.Others >= options.Workspaces), "The apps were not told of their installations.");
        return marketplace;
    }

    /// <summary>Makes the last endpoint what it is to be.</summary>
    public async Task TurnLastAsync(EndpointState state)
    {
        await endpoints[^1].TurnAsync(state);
        await Task.Delay(Settling);
    }

    public static async Task UntilAsync(Func<bool> condition, string otherwise)
    {
        var start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(start) > Patience)
            {
                throw new TimeoutException($"{otherwise} ({Patience.TotalSeconds:0} s)");
            }

            await Task.Delay(5);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var endpoint in endpoints)
        {
            await endpoint.DisposeAsync();
        }
    }

    private static string AppName(string name, int position) => $"{name}-app-{position}";
}
