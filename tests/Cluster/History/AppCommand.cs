using System.Text.Json.Nodes;

namespace Registry.Cluster.Tests;

/// <summary>A change of an app: what it means to its installations, and how it is sent.</summary>
internal abstract record AppCommand(HttpMethod Method, string Part, string? Body) : IChange<AppState>
{
    public abstract AppState? Apply(AppState before);

    public sealed override string ToString() => $"{GetType().Name} {Part}{Body}";

    internal sealed record Register(string Definition) : AppCommand(HttpMethod.Put, "", Definition)
    {
        public override AppState Apply(AppState before) => before with { IsRegistered = true };
    }

    internal sealed record Suspend(string Reason) : AppCommand(HttpMethod.Put, "/suspension", new JsonObject { ["reason"] = Reason }.ToJsonString())
    {
        public override AppState? Apply(AppState before) => before.IsRegistered ? before with { Suspension = Reason } : null;
    }

    internal sealed record Resume() : AppCommand(HttpMethod.Delete, "/suspension", null)
    {
        public override AppState? Apply(AppState before) => before.IsRegistered ? before with { Suspension = null } : null;
    }
}
