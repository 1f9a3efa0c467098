using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Registry.Grains.Interfaces;

/// <summary>Names an access token of an installation. Given by the registry; no secret.</summary>
/// <example><c>4f1c9a0b7d3e6528</c></example>
[GenerateSerializer, Immutable, Alias("registry.AccessTokenId")]
[JsonConverter(typeof(IdentifierJsonConverter<AccessTokenId>))]
public readonly record struct AccessTokenId : IIdentifier<AccessTokenId>
{
    [Id(0)]
    private readonly string? value;

    private AccessTokenId(string value) => this.value = value;

    /// <inheritdoc/>
    public static string Word => "token";

    /// <inheritdoc/>
    public static string Rule => IdText.NumberRule;

    /// <inheritdoc/>
    public static string Pattern => IdText.NumberPattern;

    /// <inheritdoc/>
    public string Value => value ?? "";

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out AccessTokenId result)
    {
        var valid = IdText.IsNumber(s);
        result = valid ? new AccessTokenId(s!) : default;
        return valid;
    }

    /// <inheritdoc/>
    public static AccessTokenId Parse(string s, IFormatProvider? provider = null) => IdText.Parse<AccessTokenId>(s);

    /// <summary>The id as text, exactly as it was given.</summary>
    public override string ToString() => Value;
}
