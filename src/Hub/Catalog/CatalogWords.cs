using Registry.Grains.Interfaces;

namespace Registry.Hub;

/// <summary>What scopes and topics are called towards people: as the catalog has it, or by id where it does not have them any more.</summary>
internal static class CatalogWords
{
    private const int MostNames = 3;

    extension(Catalog catalog)
    {
        public string NameOf(ScopeId scope) => catalog.FindScope(scope)?.Name ?? scope.Value;

        public string NameOf(TopicId topic) => catalog.FindTopic(topic)?.Description ?? topic.Value;

        public string NameOf(CapabilityId capability) => catalog.FindCapability(capability)?.Name ?? capability.Value;

        /// <summary>All names: "Read tags, Read events".</summary>
        public string NamesOf(IEnumerable<ScopeId> scopes) => Phrase.List(scopes.Select(catalog.NameOf));

        /// <summary>The same within a sentence: “Read tags”, “Read events”.</summary>
        public string QuotedNamesOf(IEnumerable<ScopeId> scopes) => Phrase.List(scopes.Select(scope => $"“{catalog.NameOf(scope)}”"));

        /// <summary>What is enough where one of them is: "Read tags", or "one of Read tags, Read events".</summary>
        public string AnyOf(IEnumerable<ScopeId> scopes) => Phrase.AnyOf([.. scopes.Select(catalog.NameOf)]);

        /// <summary>The first names and how many more: "Read tags, Read events, Read admins and 4 more".</summary>
        public string ShortNamesOf(IReadOnlyList<ScopeId> scopes)
        {
            // "And one more" would be no shorter than its name.
            var shown = scopes.Count <= MostNames + 1 ? scopes.Count : MostNames;
            var names = catalog.NamesOf(scopes.Take(shown));
            return shown == scopes.Count ? names : Phrase.Of(InstallationTexts.AndMore, names, scopes.Count - shown);
        }

        /// <summary>Items in the groups of the catalog, in its order. What has left the catalog comes last, without a group.</summary>
        public IEnumerable<(string? Group, IReadOnlyList<T> Items)> ByGroup<T>(IReadOnlyCollection<T> items, Func<T, ScopeId> scopeOf)
        {
            var byScope = items.ToLookup(scopeOf);
            foreach (var group in catalog.Groups)
            {
                T[] members = [.. catalog.Scopes.Where(scope => scope.Group == group.Id).SelectMany(scope => byScope[scope.Id])];
                if (members.Length > 0)
                {
                    yield return (group.Name, members);
                }
            }

            T[] departed = [.. items.Where(item => catalog.FindScope(scopeOf(item)) is null)];
            if (departed.Length > 0)
            {
                yield return (null, departed);
            }
        }
    }
}
