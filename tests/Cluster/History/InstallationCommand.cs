using System.Text.Json.Nodes;

namespace Registry.Cluster.Tests;

/// <summary>A change of an installation: what it means, by rules as simple as can be, and how it is sent.</summary>
internal abstract record InstallationCommand(HttpMethod Method, string Part, string? Body) : IChange<InstallationState>
{
    public InstallationState? Apply(InstallationState before) => before.IsThere ? Change(before) : Begin(before);

    public sealed override string ToString() => $"{GetType().Name} {Part}{Body}";

    /// <summary>Of an installation that is there.</summary>
    protected abstract InstallationState Change(InstallationState before);

    /// <summary>Of one that is not.</summary>
    protected virtual InstallationState? Begin(InstallationState before) => null;

    private static string ScopesBody(string scopes) =>
        new JsonObject { ["scopes"] = new JsonArray([.. scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(scope => (JsonNode)scope)]) }.ToJsonString();

    internal sealed record Install(string Scopes) : InstallationCommand(HttpMethod.Put, "", ScopesBody(Scopes))
    {
        protected override InstallationState Change(InstallationState before) => before with { Grant = Scopes };

        protected override InstallationState Begin(InstallationState before) => new("installed", null, Scopes);
    }

    internal sealed record Uninstall() : InstallationCommand(HttpMethod.Delete, "", null)
    {
        protected override InstallationState Change(InstallationState before) => InstallationState.Uninstalled;

        protected override InstallationState? Begin(InstallationState before) => before == InstallationState.None ? null : before;
    }

    internal sealed record SetScopes(string Scopes) : InstallationCommand(HttpMethod.Put, "/scopes", ScopesBody(Scopes))
    {
        protected override InstallationState Change(InstallationState before) => before with { Grant = Scopes };
    }

    internal sealed record Grant(string Scope) : InstallationCommand(HttpMethod.Put, $"/scopes/{Scope}", null)
    {
        protected override InstallationState Change(InstallationState before) => before.With(before.Scopes.Append(Scope));
    }

    internal sealed record Revoke(string Scope) : InstallationCommand(HttpMethod.Delete, $"/scopes/{Scope}", null)
    {
        protected override InstallationState Change(InstallationState before) => before.With(before.Scopes.Where(scope => scope != Scope));
    }

    internal sealed record Suspend(string Reason) : InstallationCommand(HttpMethod.Put, "/suspension", new JsonObject { ["reason"] = Reason }.ToJsonString())
    {
        protected override InstallationState Change(InstallationState before) => before with { Status = "suspended", Suspension = Reason };
    }

    internal sealed record Resume() : InstallationCommand(HttpMethod.Delete, "/suspension", null)
    {
        protected override InstallationState Change(InstallationState before) => before with { Status = "installed", Suspension = null };
    }
}
