using System.Globalization;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>Reads single query parameters strictly.</summary>
internal static class QueryText
{
    /// <summary>The parameter, or null where it is left out; given twice or empty is a fault.</summary>
    public static string? Single(HttpContext context, string name)
    {
        var values = context.Request.Query[name];
        return values.Count switch
        {
            0 => null,
            1 when values[0] is { Length: > 0 } value => value,
            1 => throw Fault(name, "Must not be empty; leave it out instead."),
            _ => throw Fault(name, "Must be given once only."),
        };
    }

    public static long? Number(HttpContext context, string name, long least, long most)
    {
        if (Single(context, name) is not { } text)
        {
            return null;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw Fault(name, string.Create(CultureInfo.InvariantCulture, $"Must be a whole number from {least} to {most}."));
    }

    /// <summary>One of the values that the API has names for; null where it is left out.</summary>
    public static T? Choice<T>(HttpContext context, string name)
        where T : struct, Enum
    {
        if (Single(context, name) is not { } text)
        {
            return null;
        }

        return JsonNames.TryParse(text, out T value) ? value : throw Fault(name, $"Must be one of {string.Join(", ", JsonNames.All<T>())}.");
    }

    /// <summary>An id; null where it is left out.</summary>
    public static T? Id<T>(HttpContext context, string name)
        where T : struct, IIdentifier<T>
    {
        if (Single(context, name) is not { } text)
        {
            return null;
        }

        return T.TryParse(text, null, out var id) ? id : throw Fault(name, $"Must be {T.Rule}.");
    }

    public static ProblemException Fault(string name, string message) => new(Problems.InvalidRequest(name, message));
}
