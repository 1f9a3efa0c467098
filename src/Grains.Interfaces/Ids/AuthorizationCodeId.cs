using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Registry.Grains.Interfaces;

/// <summary>Names an authorization code. Given by the registry; no secret.</summary>
/// <example><c>0d4b8f6a2c9e7153</c></example>
[GenerateSerializer, Immutable, Alias("registry.AuthorizationCodeId")]
[JsonConverter(typeof(IdentifierJsonConverter<AuthorizationCodeId>))]
public readonly record struct AuthorizationCodeId : IIdentifier<AuthorizationCodeId>
{
    [Id(0)]
    private readonly string? value;

    private AuthorizationCodeId(string value) => this.value = value;

    /// <inheritdoc/>
    public static string Word => "code";

    /// <inheritdoc/>
    public static string Rule => IdText.NumberRule;

    /// <inheritdoc/>
    public static string Pattern => IdText.NumberPattern;

    /// <inheritdoc/>
    public string Value => value ?? "";

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out AuthorizationCodeId result)
    {
        var valid = IdText.IsNumber(s);
        result = valid ? new AuthorizationCodeId(s!) : default;
        return valid;
    }

    /// <inheritdoc/>
    public static AuthorizationCodeId Parse(string s, IFormatProvider? provider = null) => IdText.Parse<AuthorizationCodeId>(s);

    /// <summary>The id as text, exactly as it was given.</summary>
    public override string ToString() => Value;
}
