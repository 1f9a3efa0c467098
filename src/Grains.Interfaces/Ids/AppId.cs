using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Registry.Grains.Interfaces;

/// <summary>Identifies an app of the marketplace. Chosen by the platform.</summary>
/// <example><c>fin-reports</c></example>
[GenerateSerializer, Immutable, Alias("registry.AppId")]
[JsonConverter(typeof(IdentifierJsonConverter<AppId>))]
public readonly record struct AppId : IIdentifier<AppId>
{
    [Id(0)]
    private readonly string? value;

    private AppId(string value) => this.value = value;

    /// <inheritdoc/>
    public static string Word => "app";

    /// <inheritdoc/>
    public static string Rule => IdText.IdRule;

    /// <inheritdoc/>
    public static string Pattern => IdText.IdPattern;

    /// <inheritdoc/>
    public string Value => value ?? "";

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out AppId result)
    {
        var valid = IdText.IsId(s);
        result = valid ? new AppId(s!) : default;
        return valid;
    }

    /// <inheritdoc/>
    public static AppId Parse(string s, IFormatProvider? provider = null) => IdText.Parse<AppId>(s);

    /// <summary>The id as text, exactly as it was given.</summary>
    public override string ToString() => Value;
}
