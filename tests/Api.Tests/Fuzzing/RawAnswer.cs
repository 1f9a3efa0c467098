using System.Text;

namespace Registry.Api.Tests.Fuzzing;

/// <summary>An answer as it came over the wire.</summary>
internal sealed record RawAnswer(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public string? MediaType => Headers.GetValueOrDefault("Content-Type")?.Split(';')[0];

    /// <summary>The endpoint that it comes from; null where the server refused the request before anybody saw it.</summary>
    public string? Endpoint => Headers.GetValueOrDefault(EndpointStamp.Header);

    public string Shown => $"{Status}\n{string.Join('\n', Headers.Select(header => $"{header.Key}: {header.Value}"))}\n\n{(Text.Length > 4_000 ? Text[..4_000] + "…" : Text)}";
}
