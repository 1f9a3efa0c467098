namespace Registry.Api;

/// <summary>A kind of problem that an answer can tell of (RFC 9457 section 3.1).</summary>
/// <param name="Slug">Names it; never changes.</param>
/// <param name="Status">The HTTP status that it comes with.</param>
/// <param name="Title">What it is, in a few words that are the same every time.</param>
internal sealed record ProblemType(string Slug, int Status, string Title)
{
    /// <summary>The member <c>type</c> of the answer.</summary>
    public string Uri { get; } = $"urn:registry:problem:{Slug}";
}
