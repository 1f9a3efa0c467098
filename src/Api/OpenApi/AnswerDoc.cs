namespace Registry.Api;

/// <summary>Tells the reference about an answer of an endpoint.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Type">The type of its body; null for none.</param>
/// <param name="Description">When it comes.</param>
/// <param name="HasETag">Whether it has an <c>ETag</c>.</param>
internal sealed record AnswerDoc(int Status, Type? Type, string Description, bool HasETag)
{
    /// <summary>The media type of a body that is no JSON document; null where it is one, or where there is no body.</summary>
    public string? MediaType { get; init; }

    /// <summary>What such a body looks like.</summary>
    public string? Example { get; init; }
}
