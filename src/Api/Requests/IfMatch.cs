using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>Reads <c>If-Match</c> (RFC 9110 section 13.1.1).</summary>
internal static class IfMatch
{
    /// <summary>The condition, or null where the header is left out.</summary>
    /// <exception cref="ProblemException">The header does not follow the grammar.</exception>
    public static Precondition? Read(StringValues header)
    {
        if (header.Count == 0)
        {
            return null;
        }

        if (header.Count == 1 && header[0]?.Trim() == "*")
        {
            return new Precondition(AnyExisting: true, []);
        }

        if (!TryParse(header, out var tags) || tags.Any(tag => tag.Tag == "*"))
        {
            throw new ProblemException(Problems.InvalidRequest("If-Match", "Must be *, or ETags as the registry gave them, in quotes and with commas between: \"7\"."));
        }

        // A weak tag never matches here, and neither does a strong one that the registry can't have given.
        return new Precondition(AnyExisting: false, [.. tags.Where(tag => !tag.IsWeak).Select(Revision).OfType<long>()]);
    }

    // The framework's parser looks beyond the end of a header that ends with W/ (microsoft/aspnetcore, .NET 10).
    private static bool TryParse(StringValues header, [NotNullWhen(true)] out IList<EntityTagHeaderValue>? tags)
    {
        tags = null;
        try
        {
            return EntityTagHeaderValue.TryParseStrictList(header.ToArray()!, out tags);
        }
        catch (ArgumentOutOfRangeException)
        {
            return false;
        }
    }

    private static long? Revision(EntityTagHeaderValue tag)
    {
        var text = tag.Tag.AsSpan().Trim('"');
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var revision)
            && text is [not '0', ..]
            ? revision
            : null;
    }
}
