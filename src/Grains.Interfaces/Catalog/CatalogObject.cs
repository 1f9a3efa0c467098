using System.Collections.Immutable;
using System.Text.Json;

namespace Registry.Grains.Interfaces;

/// <summary>
/// An object of a catalog document. Every accessor notes what is wrong with the member and then answers null (or nothing),
/// so that reading goes on to the next fault.
/// </summary>
internal sealed class CatalogObject
{
    private readonly Dictionary<string, JsonElement> members = new(StringComparer.Ordinal);
    private readonly CatalogFaults faults;

    private CatalogObject(string path, CatalogFaults faults)
    {
        Path = path;
        this.faults = faults;
    }

    public string Path { get; }

    /// <summary>The object at a place of the document, or null where something else stands there.</summary>
    /// <param name="value">What stands there.</param>
    /// <param name="path">The place.</param>
    /// <param name="faults">Where to note what is wrong.</param>
    /// <param name="names">The members that such an object may have.</param>
    public static CatalogObject? From(JsonElement value, string path, CatalogFaults faults, params ReadOnlySpan<string> names)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            faults.Add(path, $"is {CatalogText.Kind(value)}; it must be an object with the members {string.Join(", ", names)}.");
            return null;
        }

        var result = new CatalogObject(path, faults);
        foreach (var member in value.EnumerateObject())
        {
            var name = CatalogPath.NameOf(member);
            if (!names.Contains(name))
            {
                faults.Add(CatalogPath.Member(path, name), $"is an unknown member; known here are {string.Join(", ", names)}.");
            }
            else if (!result.members.TryAdd(name, member.Value))
            {
                faults.Add(CatalogPath.Member(path, name), "is given more than once; give it once.");
            }
        }

        return result;
    }

    public string PathOf(string name) => CatalogPath.Member(Path, name);

    /// <summary>Notes what is wrong with a member.</summary>
    public void Fault(string name, string message) => faults.Add(PathOf(name), message);

    /// <summary>A text that people read: anything but blank.</summary>
    public string? Text(string name)
    {
        const string Expected = "a string that is not blank";
        if (Required(name, Expected) is not { } value || CatalogText.Of(value, PathOf(name), Expected, faults) is not { } text)
        {
            return null;
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            Fault(name, $"is blank; it must be {Expected}.");
            return null;
        }

        return text;
    }

    /// <summary>A word of the catalog that follows the rule of ids without being one that other parts of the registry know.</summary>
    public string? Word(string name)
    {
        if (Required(name, $"a string of {IdText.IdRule}") is not { } value)
        {
            return null;
        }

        return CatalogText.Checked(value, PathOf(name), IdText.IdRule, IdText.IsId, faults);
    }

    public T? Id<T>(string name)
        where T : struct, IIdentifier<T> =>
        Required(name, $"a string of {T.Rule}") is { } value ? CatalogText.Id<T>(value, PathOf(name), faults) : null;

    /// <summary>An optional flag, false where it is left out.</summary>
    public bool Flag(string name)
    {
        if (Find(name) is not { } value)
        {
            return false;
        }

        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            Fault(name, $"is {CatalogText.Kind(value)}; it must be true or false, or be left out for false.");
        }

        return value.ValueKind == JsonValueKind.True;
    }

    /// <summary>An optional list of texts; null where it is left out.</summary>
    public ImmutableArray<string>? OptionalTexts(string name)
    {
        const string Expected = "a list of strings that are not blank";
        if (Find(name) is null)
        {
            return null;
        }

        var texts = ImmutableArray.CreateBuilder<string>();
        foreach (var (value, path) in Items(name, Expected))
        {
            if (value.ValueKind == JsonValueKind.String && value.GetString() is { } text && !string.IsNullOrWhiteSpace(text))
            {
                texts.Add(text);
            }
            else
            {
                faults.Add(path, "must be a string that is not blank.");
            }
        }

        return texts.ToImmutable();
    }

    /// <summary>The items of a list with their places.</summary>
    public ImmutableArray<(JsonElement Value, string Path)> Items(string name, string expected)
    {
        if (Required(name, expected) is not { } value)
        {
            return [];
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            Fault(name, $"is {CatalogText.Kind(value)}; it must be {expected}.");
            return [];
        }

        var path = PathOf(name);
        return [.. value.EnumerateArray().Select((item, index) => (item, CatalogPath.Item(path, index)))];
    }

    /// <summary>A member that must be there.</summary>
    public JsonElement? Required(string name, string expected)
    {
        var value = Find(name);
        if (value is null)
        {
            faults.Add(Path, $"lacks the member {name}; it must be {expected}.");
        }

        return value;
    }

    /// <summary>A member that may be left out.</summary>
    public JsonElement? Find(string name) => members.TryGetValue(name, out var value) ? value : null;
}
