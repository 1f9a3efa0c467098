using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Registry.Grains.Interfaces;

/// <summary>Names a client secret of an app. Given by the registry; no secret itself.</summary>
/// <example><c>9b2e6d0c41f7a385</c></example>
[GenerateSerializer, Immutable, Alias("registry.ClientSecretId")]
[JsonConverter(typeof(IdentifierJsonConverter<ClientSecretId>))]
public readonly record struct ClientSecretId : IIdentifier<ClientSecretId>
{
    [Id(0)]
    private readonly string? value;

    private ClientSecretId(string value) => this.value = value;

    /// <inheritdoc/>
    public static string Word => "secret";

    /// <inheritdoc/>
    public static string Rule => IdText.NumberRule;

    /// <inheritdoc/>
    public static string Pattern => IdText.NumberPattern;

    /// <inheritdoc/>
    public string Value => value ?? "";

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ClientSecretId result)
    {
        var valid = IdText.IsNumber(s);
        result = valid ? new ClientSecretId(s!) : default;
        return valid;
    }

    /// <inheritdoc/>
    public static ClientSecretId Parse(string s, IFormatProvider? provider = null) => IdText.Parse<ClientSecretId>(s);

    /// <summary>The id as text, exactly as it was given.</summary>
    public override string ToString() => Value;
}
