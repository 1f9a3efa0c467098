using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Registry.Grains.Interfaces;

/// <summary>Identifies a capability of the catalog: something an app uses that forces scopes on it.</summary>
/// <example><c>canvas_kit</c></example>
[GenerateSerializer, Immutable, Alias("registry.CapabilityId")]
[JsonConverter(typeof(IdentifierJsonConverter<CapabilityId>))]
public readonly record struct CapabilityId : IIdentifier<CapabilityId>
{
    [Id(0)]
    private readonly string? value;

    private CapabilityId(string value) => this.value = value;

    /// <inheritdoc/>
    public static string Word => "capability";

    /// <inheritdoc/>
    public static string Rule => IdText.IdRule;

    /// <inheritdoc/>
    public static string Pattern => IdText.IdPattern;

    /// <inheritdoc/>
    public string Value => value ?? "";

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out CapabilityId result)
    {
        var valid = IdText.IsId(s);
        result = valid ? new CapabilityId(s!) : default;
        return valid;
    }

    /// <inheritdoc/>
    public static CapabilityId Parse(string s, IFormatProvider? provider = null) => IdText.Parse<CapabilityId>(s);

    /// <summary>The id as text, exactly as it was given.</summary>
    public override string ToString() => Value;
}
