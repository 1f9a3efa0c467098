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
[JsonConverter(typeof(DeliveryIdJsonConverter))]
public readonly record struct DeliveryId([property: Id(0)] WorkspaceId Workspace, [property: Id(1)] long Sequence)
{
    private const char Separator = '-';

    /// <summary>Reads the text form; false where it is none.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out DeliveryId id)
    {
        id = default;
        var separator = text?.IndexOf(Separator, StringComparison.Ordinal) ?? -1;
        if (separator < 1
            || !long.TryParse(text.AsSpan(0, separator), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            || !WorkspaceId.TryParse(text![(separator + 1)..], null, out var workspace))
        {
            return false;
        }

        id = new(workspace, sequence);

        // One id, one text: none with zeros in front.
        return id.ToString() == text;
    }

    /// <summary>The text form.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Sequence}-{Workspace}");
}
