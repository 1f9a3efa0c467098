using Registry.Deliveries;

// Prints a line for each measurement, for bench/run; how it gets on goes to the standard error.
var options = new LoadOptions();
new ConfigurationBuilder().AddCommandLine(args).Build().Bind(options, binder => binder.ErrorOnUnknownConfiguration = true);
try
{
    using var registry = new RegistryClient(options);
    await new LoadRounds(registry, options).RunAsync();
    return 0;
}
catch (Exception exception) when (exception is HttpRequestException or InvalidOperationException or OperationCanceledException or TimeoutException)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 1;
}
