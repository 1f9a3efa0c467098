namespace Registry.Silo;

/// <summary>
/// Keeps the host from logging with a stack trace what <see cref="StartFailure"/> tells in one message. Once the
/// registry runs, the host logs its failures as ever.
/// </summary>
internal static class StartGate
{
    private const string HostCategory = "Microsoft.Extensions.Hosting.Internal.Host";

    public static void AddStartGate(this WebApplicationBuilder builder)
    {
        var gate = new Gate();
        builder.Services.AddSingleton(gate);
        builder.Logging.AddFilter(HostCategory, level => gate.IsOpen && level >= LogLevel.Warning);
    }

    public static void UseStartGate(this WebApplication app)
    {
        var gate = app.Services.GetRequiredService<Gate>();
        app.Lifetime.ApplicationStarted.Register(() => gate.IsOpen = true);
    }

    private sealed class Gate
    {
        public volatile bool IsOpen;
    }
}
