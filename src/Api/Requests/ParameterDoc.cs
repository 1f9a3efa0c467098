namespace Registry.Api;

/// <summary>Tells the reference about a query parameter or header that a binder reads.</summary>
internal sealed record ParameterDoc(string Name, string In, string Description)
{
    public string? Pattern { get; init; }

    public IReadOnlyList<string>? Values { get; init; }

    public long? Least { get; init; }

    public long? Most { get; init; }

    public long? Default { get; init; }

    public int? MaxLength { get; init; }

    public string? Format { get; init; }

    public bool IsRequired { get; init; }

    public required string Example { get; init; }
}
