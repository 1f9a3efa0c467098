using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Registry.Silo;

/// <summary>Networks in a setting, with commas or spaces between.</summary>
internal static class NetworkList
{
    public static bool TryParse(string text, [NotNullWhen(true)] out IPNetwork[]? networks)
    {
        var parts = text.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries);
        var parsed = new List<IPNetwork>(parts.Length);
        foreach (var part in parts)
        {
            if (!IPNetwork.TryParse(part, out var network))
            {
                networks = null;
                return false;
            }

            parsed.Add(network);
        }

        networks = [.. parsed];
        return true;
    }
}
