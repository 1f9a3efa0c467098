using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Registry.Grains.Interfaces;

/// <summary>Identifies the developer (person or company) that an app belongs to. Chosen by the platform.</summary>
/// <example><c>dev_fin</c></example>
[GenerateSerializer, Immutable, Alias("registry.DeveloperId")]
[JsonConverter(typeof(IdentifierJsonConverter<DeveloperId>))]
public readonly record struct DeveloperId : IIdentifier<DeveloperId>
{
    [Id(0)]
    private readonly string? value;

    private DeveloperId(string value) => this.value = value;

    /// <inheritdoc/>
    public static string Word => "developer";

    /// <inheritdoc/>
    public static string Rule => IdText.IdRule;

    /// <inheritdoc/>
    public static string Pattern => IdText.IdPattern;

    /// <inheritdoc/>
    public string Value => value ?? "";

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out DeveloperId result)
    {
        var valid = IdText.IsId(s);
        result = valid ? new DeveloperId(s!) : default;
        return valid;
    }

    /// <inheritdoc/>
    public static DeveloperId Parse(string s, IFormatProvider? provider = null) => IdText.Parse<DeveloperId>(s);

    /// <summary>The id as text, exactly as it was given.</summary>
    public override string ToString() => Value;
}
