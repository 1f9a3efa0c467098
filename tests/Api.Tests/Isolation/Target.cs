using System.Text.RegularExpressions;

namespace Registry.Api.Tests.Isolation;

/// <summary>What a call is about: the ids that it names.</summary>
/// <param name="Workspace">The workspace.</param>
/// <param name="App">The app.</param>
/// <param name="Delivery">A delivery to the app.</param>
/// <param name="Developer">Whose the app is to be, where one is registered: not looked for, but stated by the caller.</param>
internal sealed partial record Target(string Workspace, string App, string Delivery, string Developer)
{
    /// <summary>The access token that an installation has.</summary>
    public const string Token = "00000000000000aa";

    /// <summary>A client secret that no app has: that one is revoked is not what this is about.</summary>
    public const string Secret = "00000000000000bb";

    /// <summary>What does not exist, under ids as long as those of what does.</summary>
    public static Target Missing(string developer)
    {
        var unique = Scene.NewId();
        return new($"ws_{unique}", $"app-{unique}", $"1-ws_{unique}", developer);
    }

    /// <summary>Puts the ids in the places that a route or a body has for them, whatever the route calls its parameters.</summary>
    public string Fill(string text) => Place().Replace(text, place => place.Groups[1].Value.ToLowerInvariant() switch
    {
        "workspace" => Workspace,
        "app" => App,
        "delivery" => Delivery,
        "developer" => Developer,
        "replay" => "1",
        "token" => Token,
        "secret" => Secret,
        "scope" => "read_tags",
        "topic" => "company.created",
        var other => throw new InvalidOperationException($"A route names {{{other}}}: say in {nameof(Target)} what stands there."),
    });

    /// <summary>An answer in which the ids that the call named are not to be seen any more.</summary>
    public string Blank(string text) => text
        .Replace(Delivery, "{delivery}", StringComparison.Ordinal)
        .Replace(Workspace, "{workspace}", StringComparison.Ordinal)
        .Replace(App, "{app}", StringComparison.Ordinal)
        .Replace(Developer, "{developer}", StringComparison.Ordinal);

    [GeneratedRegex(@"\{(\w+?)(Text)?\}")]
    private static partial Regex Place();
}
