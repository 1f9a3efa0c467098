using System.Collections.Immutable;
using Registry.Front;
using Registry.Grains.Interfaces;

namespace Registry.Hub;

/// <summary>What is selected on the Authorization settings: capabilities, and scopes with the reason for each.</summary>
public sealed class ScopeSelection
{
    /// <summary>The switches of capabilities.</summary>
    public const string CapabilityField = "capability";

    /// <summary>The checkboxes of scopes.</summary>
    public const string ScopeField = "scope";

    private readonly IReadOnlyDictionary<ScopeId, string> reasons;
    private readonly HashSet<ScopeId> selected;
    private readonly ILookup<ScopeId, Capability> forcedBy;

    private ScopeSelection(Catalog catalog, IEnumerable<CapabilityId> capabilities, IEnumerable<ScopeId> scopes, IReadOnlyDictionary<ScopeId, string> reasons)
    {
        Capabilities = [.. catalog.Capabilities.Where(capability => capabilities.Contains(capability.Id))];
        forcedBy = Capabilities
            .SelectMany(capability => capability.RequiresScopes, (capability, scope) => (capability, scope))
            .ToLookup(pair => pair.scope, pair => pair.capability);

        // What a capability requires is selected by itself: a browser does not send boxes that can't be unchecked.
        selected = [.. scopes, .. Capabilities.SelectMany(capability => capability.RequiresScopes)];
        this.reasons = reasons;
    }

    /// <summary>The capabilities that are switched on, in the order of the catalog.</summary>
    public ImmutableArray<Capability> Capabilities { get; }

    /// <summary>How many scopes are selected.</summary>
    public int Count => selected.Count;

    /// <summary>The selected scopes.</summary>
    public IReadOnlySet<ScopeId> Selected => selected;

    /// <summary>What the app has now, as far as the catalog still offers it.</summary>
    public static ScopeSelection Of(App app, Catalog catalog)
    {
        var known = app.Scopes.Where(scope => catalog.FindScope(scope.Id) is not null).ToImmutableArray();
        return new(catalog, app.Capabilities, known.Select(scope => scope.Id), known.ToDictionary(scope => scope.Id, scope => scope.Reason ?? ""));
    }

    /// <summary>The same with more scopes.</summary>
    public ScopeSelection With(IEnumerable<ScopeId> scopes, Catalog catalog) =>
        new(catalog, Capabilities.Select(capability => capability.Id), selected.Concat(scopes), reasons);

    /// <summary>What was sent, with the faults of the reasons noted.</summary>
    public static ScopeSelection Read(FormInput form, Catalog catalog)
    {
        var selection = Typed(form, catalog);
        foreach (var scope in catalog.Scopes.Where(scope => selection.Has(scope.Id)))
        {
            form.OptionalText(ReasonField(scope.Id), TextRule.Reason);
        }

        return selection;
    }

    /// <summary>What was sent, just as it was.</summary>
    public static ScopeSelection Typed(FormInput form, Catalog catalog)
    {
        var scopes = form.All(ScopeField).ToHashSet();
        var capabilities = form.All(CapabilityField).ToHashSet();
        return new(
            catalog,
            catalog.Capabilities.Select(capability => capability.Id).Where(capability => capabilities.Contains(capability.Value)),
            catalog.Scopes.Select(scope => scope.Id).Where(scope => scopes.Contains(scope.Value)),
            catalog.Scopes.ToDictionary(scope => scope.Id, scope => form[ReasonField(scope.Id)]));
    }

    /// <summary>The field with the reason for a scope.</summary>
    public static string ReasonField(ScopeId scope) => $"reason.{scope}";

    public bool Has(ScopeId scope) => selected.Contains(scope);

    public bool Has(CapabilityId capability) => Capabilities.Any(on => on.Id == capability);

    /// <summary>The capabilities that make it impossible to leave the scope out.</summary>
    public ImmutableArray<Capability> ForcedBy(ScopeId scope) => [.. forcedBy[scope]];

    /// <summary>Why the app needs the scope; empty where nothing was said.</summary>
    public string ReasonFor(ScopeId scope) => reasons.GetValueOrDefault(scope, "");

    /// <summary>The selection as it is asked for.</summary>
    public ImmutableArray<RequestedScope> ToScopes() =>
        [.. selected.Select(scope => new RequestedScope(scope, ReasonFor(scope) is { Length: > 0 } reason ? reason : null))];
}
