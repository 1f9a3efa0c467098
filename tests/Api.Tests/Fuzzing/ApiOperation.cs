using System.Text.Json;

namespace Registry.Api.Tests.Fuzzing;

/// <summary>An operation as the reference describes it.</summary>
internal sealed record ApiOperation
{
    public required string Id { get; init; }

    public required string Method { get; init; }

    public required string Path { get; init; }

    public required IReadOnlyList<ApiParameter> Parameters { get; init; }

    /// <summary>The name of the schema of its body; null for none.</summary>
    public required string? Body { get; init; }

    public required JsonElement BodyExample { get; init; }

    public required bool IsBodyRequired { get; init; }

    public required bool IsOpen { get; init; }

    /// <summary>The answers, by status.</summary>
    public required IReadOnlyDictionary<int, ApiAnswer> Answers { get; init; }

    public override string ToString() => $"{Id} ({Method} {Path})";
}
