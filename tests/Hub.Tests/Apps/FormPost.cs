namespace Registry.Hub.Tests;

/// <summary>A form just as a page has it, to be sent as often as a test wants.</summary>
internal sealed class FormPost(IPage page, string url, IReadOnlyList<string[]> fields)
{
    public static async Task<FormPost> OfAsync(IPage page, string form) => new(
        page,
        page.Url,
        await page.EvaluateAsync<string[][]>("id => [...new FormData(document.getElementById(id))].map(([name, value]) => [name, String(value)])", form));

    /// <summary>Where the answer leads; null where it is a page.</summary>
    public async Task<string?> SendAsync() => (await PostAsync()).Headers.GetValueOrDefault("location");

    /// <summary>The page that the answer is.</summary>
    public async Task<string> ReadAsync() => await (await PostAsync()).TextAsync();

    private Task<IAPIResponse> PostAsync()
    {
        var body = string.Join('&', fields.Select(field => $"{Uri.EscapeDataString(field[0])}={Uri.EscapeDataString(field[1])}"));
        return page.Context.APIRequest.PostAsync(url, new()
        {
            Data = body,
            Headers = new Dictionary<string, string> { ["Content-Type"] = "application/x-www-form-urlencoded", ["Origin"] = new Uri(url).GetLeftPart(UriPartial.Authority) },
            MaxRedirects = 0,
        });
    }
}
