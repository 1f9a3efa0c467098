using System.Text.Json;

namespace Registry.Api.Tests;

/// <summary>An app as a test of a rule registers it.</summary>
internal sealed record AppDraft(params string[] Scopes)
{
    public const string CanvasKit = "canvas_kit";

    public const string Url = "https://fin.example/hooks";

    /// <summary>What <see cref="CanvasKit"/> forces on an app, in the order of answers.</summary>
    public static readonly string[] Forced = ["read_admins", "read_and_list_users_and_companies", "read_conversations", "read_data_when_entered_into_the_app"];

    public string Visibility { get; init; } = "private";

    public string[] Capabilities { get; init; } = [];

    /// <summary>The workspaces; null for the one of the scene.</summary>
    public string[]? Workspaces { get; init; }

    /// <summary>The subscribed topics; null for no endpoint.</summary>
    public string[]? Topics { get; init; }

    /// <summary>Why each scope is needed.</summary>
    public string? Reason { get; init; } = "The report shows it";

    public string Body(string workspace) => JsonSerializer.Serialize(new
    {
        name = "Fin reports",
        visibility = Visibility,
        workspaces = Workspaces ?? [workspace],
        capabilities = Capabilities,
        scopes = ScopesOf(Scopes, Reason),
        webhook = Topics is null ? null : new { url = Url, topics = Topics },
    });

    public static object[] ScopesOf(string[] scopes, string? reason) => [.. scopes.Select(id => new { id, reason })];
}
