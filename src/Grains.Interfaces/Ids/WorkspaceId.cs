using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Registry.Grains.Interfaces;

/// <summary>Identifies a workspace: a tenant of the platform. Chosen by the platform, it exists before this service knows it.</summary>
/// <example><c>ws_acme</c></example>
[GenerateSerializer, Immutable, Alias("registry.WorkspaceId")]
[JsonConverter(typeof(IdentifierJsonConverter<WorkspaceId>))]
public readonly record struct WorkspaceId : IIdentifier<WorkspaceId>
{
    [Id(0)]
    private readonly string? value;

    private WorkspaceId(string value) => this.value = value;

    /// <inheritdoc/>
    public static string Word => "workspace";

    /// <inheritdoc/>
    public static string Rule => IdText.IdRule;

    /// <inheritdoc/>
    public static string Pattern => IdText.IdPattern;

    /// <inheritdoc/>
    public string Value => value ?? "";

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out WorkspaceId result)
    {
        var valid = IdText.IsId(s);
        result = valid ? new WorkspaceId(s!) : default;
        return valid;
    }

    /// <inheritdoc/>
    public static WorkspaceId Parse(string s, IFormatProvider? provider = null) => IdText.Parse<WorkspaceId>(s);

    /// <summary>The id as text, exactly as it was given.</summary>
    public override string ToString() => Value;
}
