using Registry.Grains.Interfaces;

namespace Registry.Hub;

/// <summary>What scopes are called in the catalog.</summary>
internal static class ScopeNames
{
    /// <summary>The name of a scope; its id where the catalog no longer has it.</summary>
    public static string Of(ScopeId scope, Catalog catalog) => catalog.FindScope(scope)?.Name ?? scope.Value;

    public static string List(IEnumerable<ScopeId> scopes, Catalog catalog) =>
        Phrase.List(scopes.Select(scope => $"“{Of(scope, catalog)}”"));
}
