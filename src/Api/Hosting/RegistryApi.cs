using Registry.Silo;

namespace Registry.Api;

/// <summary>The whole registry in one process: HTTP in front, a silo behind.</summary>
internal static class RegistryApi
{
    /// <param name="arguments">The command line.</param>
    /// <param name="addServices">Adds to what is registered, or replaces it; for tests.</param>
    public static WebApplication Create(string[] arguments, Action<IServiceCollection>? addServices = null)
    {
        // Settings are found wherever the process is started; data lies below the directory that it is started in.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = arguments,
            ContentRootPath = AppContext.BaseDirectory,

            // Also where a test is the process: the files of the web pages are listed under this name.
            ApplicationName = typeof(RegistryApi).Assembly.GetName().Name,
        });
        ApiSettings.Demand(builder.Configuration);
        builder.AddServer();
        builder.AddStartGate();
        builder.Services.AddTransport();
        builder.Services.AddSingleton<ApiMetrics>();
        builder.AddTelemetry("registry-api", ApiMetrics.MeterName);
        builder.AddGrains();
        builder.Services.AddSingleton<EndpointVerification>();
        builder.Services.AddSingleton<IEndpointRules>(services => services.GetRequiredService<EndpointVerification>());
        builder.Services.AddProblems();
        builder.Services.AddAuth();
        builder.Services.AddRefusedAccess();
        builder.Services.AddAuditNotes(builder.Configuration);
        builder.Services.AddOverload();
        builder.Services.AddDocs();
        builder.AddHub();
        builder.AddOAuth();
        builder.Services.AddSessionKeys();
        builder.Services.AddSingleton<HubLinks>();
        builder.Services.AddSingleton<QuickChecks>();
        builder.Services.AddSingleton<QuickBatches>();
        addServices?.Invoke(builder.Services);

        var app = builder.Build();
        Drain.Use(app);
        app.UseTransport();
        app.UseStartGate();
        app.UseHeadRequests();
        QuickChecks.Use(app);
        QuickBatches.Use(app);
        app.UseRouting();
        QuickTokenChecks.Use(app);
        QuickIntrospections.Use(app);
        TraceIds.Use(app);
        app.UseHub();
        app.UseProblems();
        app.UseDocsPolicy();
        StorableAnswer.Use(app);
        app.UseDashboardSignIn();
        app.UseWhen(HubErrors.Takes, pages => pages.UseSessionKeys());
        OwnInstallationsCall.Use(app);
        app.UseOAuthGate();
        app.UseAuth();
        app.UseRefusedAccess();
        app.UseOverload();
        app.UseHubForms();
        app.UseClusterGate();
        app.UseStrictRequests();
        app.MapCatalog();
        app.MapApps();
        app.MapAppChanges();
        app.MapInstallations();
        app.MapInstallationChanges();
        app.MapClients();
        app.MapInstallationTokens();
        app.MapAuthorization();
        app.MapTokens();
        app.MapAppTokenChecks();
        app.MapTokenReports();
        app.MapAudit();
        app.MapChecks();
        app.MapEvents();
        app.MapDeliveries();
        app.MapReplays();
        app.MapWebhooks();
        app.MapHealth();
        app.MapMetrics();
        app.MapDocs();
        app.MapDashboard();
        app.MapHub();
        app.MapStart();
        return app;
    }
}
