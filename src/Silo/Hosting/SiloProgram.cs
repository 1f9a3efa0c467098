namespace Registry.Silo;

/// <summary>The silo as a program of its own: it serves grains to API processes, and HTTP to nobody but probes and scrapers.</summary>
internal static class SiloProgram
{
    private const string DefaultUrl = "http://127.0.0.1:5090";

    public static async Task<int> RunAsync(string[] arguments)
    {
        WebApplication? app = null;
        try
        {
            if (SettingArguments.Unknown(arguments) is { } unknown)
            {
                throw new StartRefusedException($"'{unknown}' is no setting; settings are given as --Section:Key value.");
            }

            app = Create(arguments);
            await app.StartAsync();
        }
        catch (Exception exception)
        {
            // The edge of the process: whatever it is, a person reads one message instead of a stack trace.
            await Console.Error.WriteLineAsync($"The silo did not start. {StartFailure.Explain(exception)}");
            await StartFailure.GiveUpAsync(app);
            return 1;
        }

        await using (app)
        {
            SiloStartMessage.Write(app);
            await app.WaitForShutdownAsync();
        }

        return 0;
    }

    private static WebApplication Create(string[] arguments)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = arguments, ContentRootPath = AppContext.BaseDirectory });
        OwnSettings.Demand(builder.Configuration);
        RegistrySettings.DemandSharedStorage(builder.Configuration, "This is a silo for API processes elsewhere");
        if (string.IsNullOrEmpty(builder.Configuration["urls"]) && string.IsNullOrEmpty(builder.Configuration["http_ports"]))
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.AddStartGate();
        builder.AddTelemetry("registry-silo");
        builder.AddRegistrySilo();

        var app = builder.Build();
        app.UseStartGate();
        app.MapSiloHealth();
        app.MapMetrics();
        return app;
    }
}
