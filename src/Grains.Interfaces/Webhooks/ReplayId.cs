using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;

namespace Registry.Grains.Interfaces;

/// <summary>Identifies a replay of an app: the first one is 1, each later one a higher number.</summary>
/// <param name="Number">The number.</param>
[GenerateSerializer, Immutable, Alias("registry.ReplayId")]
[JsonConverter(typeof(IdentifierJsonConverter<ReplayId>))]
public readonly record struct ReplayId([property: Id(0)] long Number) : IIdentifier<ReplayId>
{
    // So that every number that looks like one is one.
    private const int MostDigits = 18;

    /// <inheritdoc/>
    public static string Word => "replay";

    /// <inheritdoc/>
    public static string Rule => "a whole number from 1, as the registry gave it out";

    /// <inheritdoc/>
    public static string Pattern => "^[1-9][0-9]{0,17}$";

    /// <inheritdoc/>
    public string Value => ToString();

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ReplayId result)
    {
        // One id, one text: none with zeros in front.
        result = s is { Length: <= MostDigits } && long.TryParse(s, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? new(number) : default;
        var valid = result.Number > 0 && result.ToString() == s;
        result = valid ? result : default;
        return valid;
    }

    /// <inheritdoc/>
    public static ReplayId Parse(string s, IFormatProvider? provider = null) => IdText.Parse<ReplayId>(s);

    /// <summary>The text form.</summary>
    public override string ToString() => Number.ToString(CultureInfo.InvariantCulture);
}
