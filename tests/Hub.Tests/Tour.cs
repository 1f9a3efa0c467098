namespace Registry.Hub.Tests;

/// <summary>Takes the pictures of docs/hub.md; docs/hub/pictures runs it.</summary>
public sealed class Tour(Chromium chromium) : IAsyncLifetime
{
    private const int Window = 900;
    private const int Tallest = 2400;

    private readonly RegistryServer server = new();

    private readonly string folder = Environment.GetEnvironmentVariable("HUB_PICTURES") ?? Path.Combine(Path.GetTempPath(), "hub-pictures");

    private TourData data = null!;

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(folder);
        await server.InitializeAsync();
        data = await TourData.MakeAsync(server);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Theory(Explicit = true)]
    [InlineData(ColorScheme.Light, 1280, "")]
    [InlineData(ColorScheme.Dark, 1280, "-dark")]
    [InlineData(ColorScheme.Light, 390, "-narrow")]
    public async Task Pictures(ColorScheme scheme, int width, string suffix)
    {
        foreach (var (person, pages) in data.Pages)
        {
            await using var visitor = await chromium.VisitAsync(server.Url, scheme: scheme, width: width);
            await visitor.GoAsync("/sign-in");
            await person(visitor);
            foreach (var (name, path) in pages)
            {
                if (await visitor.GoAsync(path) != 200) { continue; }
                await data.ReadyAsync(visitor, name);

                // As tall as the page, up to a limit: in a window that is as tall, what sticks to its lower edge is there.
                var height = await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollHeight");
                await visitor.Page.SetViewportSizeAsync(width, Math.Clamp(height, 600, Tallest));
                await visitor.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}{suffix}.png") });
                await visitor.Page.SetViewportSizeAsync(width, Window);
            }
        }
    }
}
