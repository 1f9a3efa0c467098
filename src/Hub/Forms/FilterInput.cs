using Microsoft.AspNetCore.Http;
using Registry.Grains.Interfaces;

namespace Registry.Hub;

/// <summary>The filters of a list, from the query of its address, and what is wrong with them.</summary>
public sealed class FilterInput(IQueryCollection query)
{
    private readonly Dictionary<string, string> faults = [];

    /// <summary>Whether every filter can be applied.</summary>
    public bool IsSound => faults.Count == 0;

    /// <summary>What was typed, without blanks around; empty where nothing was.</summary>
    public string this[string name] => query[name].ToString().Trim();

    public string? FaultOf(string name) => faults.GetValueOrDefault(name);

    /// <summary>The id in a filter; null where it is left empty or, with the fault noted, is none.</summary>
    public T? Id<T>(string name, string fault)
        where T : struct, IIdentifier<T>
    {
        if (T.TryParse(this[name], null, out var id))
        {
            return id;
        }

        if (this[name].Length > 0)
        {
            faults[name] = fault;
        }

        return null;
    }

    /// <summary>The start of the day in a filter, UTC; null where it is left empty or, with the fault noted, is none.</summary>
    public DateTimeOffset? Day(string name, string fault)
    {
        if (UtcField.TryParseDay(this[name], out var day))
        {
            return day;
        }

        if (this[name].Length > 0)
        {
            faults[name] = fault;
        }

        return null;
    }

    /// <summary>Notes what is wrong with a filter.</summary>
    public void Fault(string name, string fault) => faults[name] = fault;

    /// <summary>The value in a filter whose values are offered; null for any other text.</summary>
    public T? Choice<T>(string name)
        where T : struct, Enum => EnumNames.Parse<T>(this[name]);
}
