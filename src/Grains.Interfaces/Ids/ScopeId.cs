using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Registry.Grains.Interfaces;

/// <summary>Identifies a scope: one permission an app can hold. A scope token as in RFC 6749 section 3.3.</summary>
/// <example><c>read_conversations</c></example>
[GenerateSerializer, Immutable, Alias("registry.ScopeId")]
[JsonConverter(typeof(IdentifierJsonConverter<ScopeId>))]
public readonly record struct ScopeId : IIdentifier<ScopeId>
{
    [Id(0)]
    private readonly string? value;

    private ScopeId(string value) => this.value = value;

    /// <inheritdoc/>
    public static string Word => "scope";

    /// <inheritdoc/>
    public static string Rule => IdText.ScopeRule;

    /// <inheritdoc/>
    public static string Pattern => IdText.ScopePattern;

    /// <inheritdoc/>
    public string Value => value ?? "";

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ScopeId result)
    {
        var valid = IdText.IsScopeToken(s);
        result = valid ? new ScopeId(s!) : default;
        return valid;
    }

    /// <inheritdoc/>
    public static ScopeId Parse(string s, IFormatProvider? provider = null) => IdText.Parse<ScopeId>(s);

    /// <summary>The id as text, exactly as it was given.</summary>
    public override string ToString() => Value;
}
