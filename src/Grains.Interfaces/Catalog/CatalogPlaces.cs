namespace Registry.Grains.Interfaces;

/// <summary>Where each id of one kind stands first, to find ids that are given twice and ids that nothing has.</summary>
internal sealed class CatalogPlaces(string kind, CatalogFaults faults)
{
    private readonly Dictionary<string, string> firstPlaces = new(StringComparer.Ordinal);

    /// <summary>Notes the place of an id; whether it is the first of that id.</summary>
    public bool Claim(string id, string path)
    {
        var first = firstPlaces.TryAdd(id, path);
        if (!first)
        {
            faults.Add(path, $"repeats the {kind} '{id}' of {firstPlaces[id]}; give each {kind} once.");
        }

        return first;
    }

    /// <summary>Whether the id that is referred to exists.</summary>
    public bool Refer(string id, string path)
    {
        var known = firstPlaces.ContainsKey(id);
        if (!known)
        {
            faults.Add(path, $"names the {kind} '{id}', which the catalog does not have; declare it or name another.");
        }

        return known;
    }
}
