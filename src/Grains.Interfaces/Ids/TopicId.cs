using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Registry.Grains.Interfaces;

/// <summary>Identifies a topic: one kind of webhook notification.</summary>
/// <example><c>contact.user.created</c></example>
[GenerateSerializer, Immutable, Alias("registry.TopicId")]
[JsonConverter(typeof(IdentifierJsonConverter<TopicId>))]
public readonly record struct TopicId : IIdentifier<TopicId>
{
    [Id(0)]
    private readonly string? value;

    private TopicId(string value) => this.value = value;

    /// <inheritdoc/>
    public static string Word => "topic";

    /// <inheritdoc/>
    public static string Rule => IdText.TopicRule;

    /// <inheritdoc/>
    public static string Pattern => IdText.TopicPattern;

    /// <inheritdoc/>
    public string Value => value ?? "";

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out TopicId result)
    {
        var valid = IdText.IsTopic(s);
        result = valid ? new TopicId(s!) : default;
        return valid;
    }

    /// <inheritdoc/>
    public static TopicId Parse(string s, IFormatProvider? provider = null) => IdText.Parse<TopicId>(s);

    /// <summary>The id as text, exactly as it was given.</summary>
    public override string ToString() => Value;
}
