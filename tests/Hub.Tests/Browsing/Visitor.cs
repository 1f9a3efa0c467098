using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace Registry.Hub.Tests;

/// <summary>A person in front of a browser.</summary>
public sealed class Visitor : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly List<string> complaints = [];

    internal Visitor(IBrowserContext context, IPage page)
    {
        this.context = context;
        Page = page;

        // What the page's own policy forbids, and what its scripts fail at.
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
            {
                complaints.Add(message.Text);
            }
        };
        page.PageError += (_, error) => complaints.Add(error);
    }

    public IPage Page { get; }

    /// <summary>Opens an address of the Hub; the status of the answer.</summary>
    public async Task<int> GoAsync(string path) => (await Page.GotoAsync(path))!.Status;

    public Task SignInAsDeveloperAsync(string developer) => SignInAsync("Sign in as developer", "Developer id", developer);

    public Task SignInAsAdminAsync(string workspace) => SignInAsync("Sign in as workspace admin", "Workspace id", workspace);

    public Task SignInAsOperatorAsync() => SignInAsync("Sign in as operator", null, null);

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public ILocator Link(string name) => Page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    public ILocator Heading(string name) => Page.GetByRole(AriaRole.Heading, new() { Name = name });

    /// <summary>Whatever a screen reader reads out by itself.</summary>
    public ILocator Alert => Page.GetByRole(AriaRole.Alert);

    public ILocator Notice => Page.GetByRole(AriaRole.Status);

    /// <summary>Waits until the address is this one, whatever parameters it has.</summary>
    public Task ArriveAsync(string path) => Expect(Page).ToHaveURLAsync(new Regex($"^[a-z]+://[^/]+{Regex.Escape(path)}([?#].*)?$"));

    /// <summary>The page as it is now has no fault that axe finds (WCAG 2.2 A and AA, and best practices), and its scripts and its policy are at peace.</summary>
    public async Task IsAccessibleAsync()
    {
        // Only these: to bring over everything that is in order takes longer than to look at it.
        var result = await Page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] });
        Assert.True(
            result.Violations.Length == 0,
            $"{Page.Url}: {string.Join("; ", result.Violations.Select(violation => $"{violation.Id} ({violation.Help}): {string.Join(" | ", violation.Nodes.Select(node => node.Html))}"))}");
        Assert.Empty(complaints);
    }

    /// <summary>Nothing sticks out: a person need not scroll sideways.</summary>
    public async Task FitsAsync() =>
        Assert.True(await Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), $"{Page.Url} is wider than its window.");

    public Task<IReadOnlyList<BrowserContextCookiesResult>> CookiesAsync() => context.CookiesAsync();

    public async ValueTask DisposeAsync() => await context.CloseAsync();

    private async Task SignInAsync(string button, string? field, string? value)
    {
        if (!Page.Url.Contains("/sign-in", StringComparison.Ordinal))
        {
            await GoAsync("/sign-in");
        }

        if (field is not null)
        {
            await Page.GetByLabel(field).FillAsync(value!);
        }

        await Button(button).ClickAsync();
        await Expect(Button("Sign out")).ToBeVisibleAsync();
    }
}
