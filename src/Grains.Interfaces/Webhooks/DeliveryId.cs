using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;

namespace Registry.Grains.Interfaces;

/// <summary>
/// Identifies a delivery to one app, and the event that it carries: the place of the event in its workspace. Its text form
/// <c>{sequence}-{workspace}</c> is built and read here only.
/// </summary>
/// <param name="Workspace">Where the event happened.</param>
/// <param name="Sequence">Its place among the events of the workspace: grows with every event, in microseconds since 1970, UTC.</param>
/// <example><c>1795474800000000-ws_acme</c></example>
[GenerateSerializer, Immutable, Alias("registry.DeliveryId")]
[JsonConverter(typeof(IdentifierJsonConverter<DeliveryId>))]
public readonly record struct DeliveryId([property: Id(0)] WorkspaceId Workspace, [property: Id(1)] long Sequence) : IIdentifier<DeliveryId>
{
    private const char Separator = '-';

    // So that every number that looks like one is one; 30,000 years of microseconds.
    private const int MostDigits = 18;

    /// <inheritdoc/>
    public static string Word => "delivery";

    /// <inheritdoc/>
    public static string Rule => "a number and a workspace id joined by '-', as the registry gave it out";

    /// <inheritdoc/>
    public static string Pattern => "^(0|[1-9][0-9]{0,17})-[A-Za-z0-9_-]{1,64}$";

    /// <inheritdoc/>
    public string Value => ToString();

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out DeliveryId result)
    {
        result = default;
        var separator = s?.IndexOf(Separator, StringComparison.Ordinal) ?? -1;
        if (separator is < 1 or > MostDigits
            || !long.TryParse(s.AsSpan(0, separator), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            || !WorkspaceId.TryParse(s![(separator + 1)..], null, out var workspace))
        {
            return false;
        }

        // One id, one text: none with zeros in front.
        var id = new DeliveryId(workspace, sequence);
        var valid = id.ToString() == s;
        result = valid ? id : default;
        return valid;
    }

    /// <inheritdoc/>
    public static DeliveryId Parse(string s, IFormatProvider? provider = null) => IdText.Parse<DeliveryId>(s);

    /// <summary>The text form.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Sequence}-{Workspace}");
}
