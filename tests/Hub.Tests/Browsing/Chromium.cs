namespace Registry.Hub.Tests;

/// <summary>The browser of all tests; each test gets a profile of its own.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Places = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    // Nothing of the browser's own calls anybody: there is no network where tests run.
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private const float Patience = 30_000;

    private IPlaywright? playwright;

    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        var path = Environment.GetEnvironmentVariable("CHROMIUM") ?? Places.FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException($"Chromium is missing: {string.Join(", ", Places)}. Install it, or name it in the environment variable CHROMIUM.");

        // As patient as with everything else: the machine may be busy.
        SetDefaultExpectTimeout(Patience);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = Arguments });
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.CloseAsync();
        }

        playwright?.Dispose();
    }

    /// <summary>A person with a browser of his own, signed out.</summary>
    /// <param name="url">Where the Hub is.</param>
    /// <param name="script">Whether the browser runs scripts.</param>
    /// <param name="scheme">Whether the system is light or dark.</param>
    /// <param name="width">How wide the window is, in pixels.</param>
    public async Task<Visitor> VisitAsync(string url, bool script = true, ColorScheme scheme = ColorScheme.Light, int width = 1280)
    {
        var context = await browser!.NewContextAsync(new()
        {
            BaseURL = url,
            JavaScriptEnabled = script,
            ColorScheme = scheme,
            ViewportSize = new() { Width = width, Height = 900 },
            Locale = "en-GB",
            TimezoneId = "UTC",
        });
        context.SetDefaultTimeout(Patience);
        return new Visitor(context, await context.NewPageAsync());
    }
}
