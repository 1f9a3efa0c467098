namespace Registry.Api.Tests;

/// <summary>A call of the contract.</summary>
internal sealed record EndpointRow(string Method, string Route, string[] Roles, string? Body = null, string? Query = null)
{
    public Task<Answer> CallAsync(HttpCaller caller, string workspace, string app, string developer = "dev_any") =>
        caller.SendAsync(Method, $"{Replace(Route, workspace, app, developer)}{Query}", Body is null ? null : Replace(Body, workspace, app, developer));

    /// <summary>The call with another body than its own.</summary>
    public Task<Answer> SendAsync(HttpCaller caller, string workspace, string app, HttpContent content) =>
        caller.SendContentAsync(Method, $"{Replace(Route, workspace, app, "dev_any")}{Query}", content);

    public override string ToString() => $"{Method} {Route}";

    private static string Replace(string text, string workspace, string app, string developer) => text
        .Replace("{workspace}", workspace, StringComparison.Ordinal)
        .Replace("{app}", app, StringComparison.Ordinal)
        .Replace("{developer}", developer, StringComparison.Ordinal)
        .Replace("{scope}", "read_tags", StringComparison.Ordinal)
        .Replace("{delivery}", $"1-{workspace}", StringComparison.Ordinal)
        .Replace("{replay}", "1", StringComparison.Ordinal)
        .Replace("{token}", Isolation.Target.Token, StringComparison.Ordinal)
        .Replace("{secret}", Isolation.Target.Secret, StringComparison.Ordinal)
        .Replace("{topic}", "company.created", StringComparison.Ordinal);
}
