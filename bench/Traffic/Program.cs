using System.Globalization;
using Registry.Traffic;

// Prints what bench/run reads; how it gets on goes to the standard error.
Dictionary<string, Func<LoadOptions, Task>> commands = new()
{
    ["consents"] = options => WithRegistryAsync(options, registry => ConsentRun.RunAsync(registry, options)),
    ["deliveries"] = options => WithRegistryAsync(options, registry => new LoadRounds(registry, options).RunAsync()),
    ["changes"] = options => WithRegistryAsync(options, registry => ChangeLoad.RunAsync(registry, options)),
    ["mixed"] = options => WithRegistryAsync(options, registry => MixedLoad.RunAsync(registry, options)),
    ["overload"] = options => WithRegistryAsync(options, registry => OverloadLoad.RunAsync(registry, options)),
    ["outage"] = options => WithRegistryAsync(options, registry => OutageLoad.RunAsync(registry, options)),
    ["activate"] = options => WithRegistryAsync(options, registry => Activation.RunAsync(registry, options)),
    ["pages"] = options => WithRegistryAsync(options, registry => PageLoad.RunAsync(registry, options)),
    ["multiply"] = options => Multiplication.RunAsync(options),
};

if (args is not [{ } name, .. var settings] || !commands.TryGetValue(name, out var command))
{
    await Console.Error.WriteLineAsync($"Name what to do: {string.Join(", ", commands.Keys)}. The options are in LoadOptions.cs.");
    return 2;
}

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var options = new LoadOptions();
new ConfigurationBuilder().AddCommandLine(settings).Build().Bind(options, binder => binder.ErrorOnUnknownConfiguration = true);
try
{
    await command(options);
    return 0;
}
catch (Exception exception) when (exception is HttpRequestException or InvalidOperationException or OperationCanceledException or TimeoutException)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 1;
}

static async Task WithRegistryAsync(LoadOptions options, Func<RegistryClient, Task> run)
{
    using var registry = new RegistryClient(options);
    await run(registry);
}
