using System.Globalization;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Registry.Silo;

namespace Registry.Api.Tests.Fuzzing;

/// <summary>
/// Requests that are made from the OpenAPI document of the running service. <c>REGISTRY_FUZZ_SEED</c> makes others: the same
/// ones each time, but for ids that the service gives out. <c>REGISTRY_FUZZ_REQUESTS</c> says how many.
/// </summary>
public sealed class HttpFuzzTests
{
    private const int Requests = 20_000;

    // The same in each run of CI, so that what lands is not a matter of luck; other ones are for whoever looks for faults.
    private const int Seed = 20261127;

    // Operations that need more than luck for a 2xx, and why.
    private static readonly Dictionary<string, string> Unreachable = new()
    {
        ["CancelReplay"] = "A replay of so few deliveries has ended before anybody can cancel it; ReplayTests do.",
    };

    [Fact]
    public async Task Requests_ValidOrSpoilt_AreAnsweredAsTheReferenceSaysAndLeaveNoSecretInLogs()
    {
        var seed = Setting("REGISTRY_FUZZ_SEED", Seed);
        var requests = Setting("REGISTRY_FUZZ_REQUESTS", Requests);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"HTTP fuzzing: {requests} requests, REGISTRY_FUZZ_SEED={seed}"));
        using var watch = new LeakWatch();
        await using var server = new RegistryServer(
            services => services
                .AddSingleton<IStartupFilter, EndpointStamp>()
                .AddSingleton<IHostLookup, NoHosts>()
                .AddSingleton<ILoggerProvider>(watch),
            "--Webhooks:AllowLoopbackHttp=true",

            // Tenants get to their limit at times; those who reach everything have none.
            "--RateLimits:CallerRate=20",
            "--RateLimits:CallerBurst=200",
            "--RateLimits:WorkspaceRate=0",
            "--Logging:LogLevel:Default=Trace",
            "--Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics=Trace",
            "--Logging:LogLevel:Registry=Trace",
            "--Logging:Console:LogLevel:Default=None");
        await server.InitializeAsync();
        await using var receiver = await HookReceiver.StartAsync();
        var estate = new FuzzEstate(server, receiver);
        await estate.RestoreAsync();
        var pool = new Pool();
        await estate.FillAsync(pool);
        var reference = new Reference((await new HttpCaller(server.Client, null).GetAsync("/openapi/v1.json")).Is(200).Text);

        var run = new FuzzRun(new Uri(server.Url), reference, new(reference, pool, new(server, estate)), pool, estate, Unreachable.Keys, seed);
        await run.RunAsync(requests, TestContext.Current.CancellationToken);

        TestContext.Current.TestOutputHelper?.WriteLine(run.Summary());
        string[] wrong = [.. run.Faults, .. watch.Leaks.Select(leak => $"Seed {seed}: what is to be kept secret is in {leak}")];
        Assert.True(wrong.Length == 0, string.Join("\n\n", wrong));
        Assert.True(watch.Lines > requests && watch.Activities > requests, $"{watch.Lines} log lines and {watch.Activities} activities were seen.");
        Assert.True(requests < Requests || !run.Unreached.Any(), $"REGISTRY_FUZZ_SEED={seed}: never answered with 2xx: {string.Join(", ", run.Unreached)}");
    }

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
