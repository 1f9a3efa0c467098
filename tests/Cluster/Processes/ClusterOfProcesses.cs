using Registry.Servers;

namespace Registry.Cluster.Tests;

/// <summary>Silos and API processes as an operator runs them, on this machine and one storage.</summary>
internal sealed class ClusterOfProcesses : IAsyncDisposable
{
    private readonly TempDirectory issuer = new();
    private readonly List<ProgramProcess> all = [];
    private readonly List<SiloProcess> silos = [];
    private readonly KeyValuePair<string, string>[] settings;
    private int started;

    private ClusterOfProcesses(IEnumerable<KeyValuePair<string, string>> settings) => this.settings =
    [
        new("Cluster:ClusterId", $"test-{Guid.NewGuid():N}"),
        new("Cluster:AdvertisedAddress", "127.0.0.1"),
        new("Storage:Path", issuer.Path),
        .. settings,
    ];

    /// <summary>The silos that were started and neither killed nor stopped.</summary>
    public IReadOnlyList<SiloProcess> Silos => silos;

    /// <summary>The API processes.</summary>
    public List<ProgramProcess> Apis { get; } = [];

    /// <summary>What is started from now on.</summary>
    public required Programs Programs { get; set; }

    /// <summary>All processes that there have been.</summary>
    public IReadOnlyList<ProgramProcess> All => all;

    /// <summary>The token of an operator.</summary>
    public string Token { get; private set; } = "";

    /// <summary>Starts a cluster and returns when all of it is ready.</summary>
    /// <param name="silos">How many silos.</param>
    /// <param name="apis">How many API processes.</param>
    /// <param name="settings">The settings of all processes.</param>
    /// <param name="siloSettings">More for the silos only, which count more than those.</param>
    /// <param name="programs">By default those of this commit.</param>
    public static async Task<ClusterOfProcesses> StartAsync(
        int silos,
        int apis,
        IEnumerable<KeyValuePair<string, string>> settings,
        IEnumerable<KeyValuePair<string, string>>? siloSettings = null,
        Programs? programs = null)
    {
        var cluster = new ClusterOfProcesses(settings) { SiloSettings = siloSettings ?? [], Programs = programs ?? Programs.Current };
        try
        {
            cluster.Token = await RegistryProcess.CreateTokenAsync(cluster.issuer.Path, "--role", "operator");
            for (var silo = 0; silo < silos; silo++)
            {
                cluster.LaunchSilo();
            }

            for (var api = 0; api < apis; api++)
            {
                cluster.Apis.Add(cluster.LaunchApi($"api{api}", FreeAddress()));
            }

            await Task.WhenAll(cluster.all.Select(program => program.WaitUntilReadyAsync()));
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    private IEnumerable<KeyValuePair<string, string>> SiloSettings { get; init; } = [];

    /// <summary>Adds a silo and returns when it is ready.</summary>
    public async Task<SiloProcess> StartSiloAsync(params KeyValuePair<string, string>[] settings)
    {
        var silo = LaunchSilo(settings);
        await silo.Program.WaitUntilReadyAsync();
        return silo;
    }

    /// <summary>Adds an API process with settings of its own, which may keep it from getting ready.</summary>
    public ProgramProcess LaunchApi(params KeyValuePair<string, string>[] settings)
    {
        var api = LaunchApi($"api{Apis.Count}", FreeAddress(), settings);
        Apis.Add(api);
        return api;
    }

    /// <summary>Ends a silo as <c>kill -9</c> does.</summary>
    public async Task KillAsync(SiloProcess silo)
    {
        silos.Remove(silo);
        await silo.Program.KillAsync();
    }

    /// <summary>Stops a silo in order.</summary>
    public async Task DrainAsync(SiloProcess silo)
    {
        silos.Remove(silo);
        var code = await silo.Program.StopAsync();
        Assert.True(code == 0, $"{silo.Program.Name} ended with {code}: {silo.Program.Output}");
    }

    /// <summary>Forgets a silo that has ended by itself.</summary>
    public void Forget(SiloProcess silo) => silos.Remove(silo);

    /// <summary>Kills an API process and starts another one at the same address.</summary>
    public async Task ReplaceApiAsync(int api)
    {
        await Apis[api].KillAsync();
        await StartApiAsync(api);
    }

    /// <summary>Stops an API process in order.</summary>
    public async Task StopApiAsync(int api)
    {
        var code = await Apis[api].StopAsync();
        Assert.True(code == 0, $"{Apis[api].Name} ended with {code}: {Apis[api].Output}");
    }

    /// <summary>Starts one in the place of one that has ended.</summary>
    public async Task StartApiAsync(int api)
    {
        Apis[api] = LaunchApi(Apis[api].Name, Apis[api].Address);
        await Apis[api].WaitUntilReadyAsync();
    }

    /// <summary>The last lines that each process has printed.</summary>
    public string Output(int lines) => string.Join('\n', all.Select(program =>
        $"== {program.Name}{(program.HasExited ? ", ended" : "")}\n{string.Join('\n', program.Output.Split('\n').TakeLast(lines))}"));

    /// <summary>What processes have printed about requests that failed for no known reason.</summary>
    public string UnexpectedFailures() => string.Join('\n', all.SelectMany(program =>
    {
        var lines = program.Output.Split('\n');
        return lines.Index().Where(line => line.Item.Contains("failed unexpectedly", StringComparison.Ordinal))
            .Select(line => $"== {program.Name}\n{string.Join('\n', lines.Skip(line.Index).Take(20))}");
    }));

    public async ValueTask DisposeAsync()
    {
        foreach (var program in all)
        {
            await program.DisposeAsync();
        }

        issuer.Dispose();
    }

    private static Uri FreeAddress() => new($"http://127.0.0.1:{FreePort.Find()}");

    private SiloProcess LaunchSilo(params KeyValuePair<string, string>[] own)
    {
        var (siloPort, gatewayPort) = (FreePort.Find(), FreePort.Find());
        var silo = new SiloProcess(siloPort, Launch($"silo{started++}", Programs.Silo, FreeAddress(),
        [
            .. SiloSettings,
            .. own,
            new("Cluster:SiloPort", $"{siloPort}"),
            new("Cluster:GatewayPort", $"{gatewayPort}"),
        ]));
        silos.Add(silo);
        return silo;
    }

    private ProgramProcess LaunchApi(string name, Uri address, params KeyValuePair<string, string>[] own) =>
        Launch(name, Programs.Api, address, [new("Cluster:Mode", "Client"), .. own]);

    private ProgramProcess Launch(string name, string assembly, Uri address, IEnumerable<KeyValuePair<string, string>> own)
    {
        var program = ProgramProcess.Start(name, assembly, address, [.. settings, .. own]);
        all.Add(program);
        return program;
    }
}
