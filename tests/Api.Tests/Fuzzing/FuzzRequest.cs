using System.Globalization;
using System.Text;

namespace Registry.Api.Tests.Fuzzing;

/// <summary>A request as it goes over the wire: each character of target and headers is a byte.</summary>
internal sealed record FuzzRequest
{
    private const int MostShown = 8_000;

    public required ApiOperation Operation { get; init; }

    public required FuzzCaller Caller { get; init; }

    public required string Method { get; init; }

    public required string Target { get; init; }

    /// <summary>All but that of the caller.</summary>
    public required IReadOnlyList<(string Name, string Value)> Headers { get; init; }

    public byte[]? Body { get; init; }

    public bool IsChunked { get; init; }

    public required Expectation Expectation { get; init; }

    /// <summary>What was done to it.</summary>
    public required string Manner { get; init; }

    /// <summary>The parameters in the path, as long as they are as they should be.</summary>
    public required IReadOnlyDictionary<string, string> PathValues { get; init; }

    public byte[] ToBytes(string host)
    {
        var head = new StringBuilder();
        head.Append(CultureInfo.InvariantCulture, $"{Method} {Target} HTTP/1.1\r\nHost: {host}\r\n");
        foreach (var (name, value) in Caller.Authorization is { } credentials ? [("Authorization", credentials), .. Headers] : Headers)
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        if (Body is not { } body)
        {
            return Encoding.Latin1.GetBytes(head.Append("\r\n").ToString());
        }

        return IsChunked
            ? [.. Encoding.Latin1.GetBytes(head.Append("Transfer-Encoding: chunked\r\n\r\n").ToString()), .. Chunks(body)]
            : [.. Encoding.Latin1.GetBytes(head.Append(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n\r\n").ToString()), .. body];
    }

    /// <summary>The request for a shell.</summary>
    public string ToCurl(string server)
    {
        var line = new StringBuilder($"curl -sS -i --path-as-is --globoff -X {Quote(Method)} {Quote(server + Target)}");
        if (Caller.Authorization is { } credentials)
        {
            line.Append(Caller.IsKnown
                ? $" \\\n  -H \"Authorization: Bearer $(dotnet run --project src/Api -- token {Caller.Name})\""
                : $" \\\n  -H {Quote($"Authorization: {credentials}")}");
        }

        foreach (var (name, value) in IsChunked ? [.. Headers, ("Transfer-Encoding", "chunked")] : Headers)
        {
            line.Append(CultureInfo.InvariantCulture, $" \\\n  -H {Quote(value.Length == 0 ? $"{name};" : $"{name}: {value}")}");
        }

        if (Body is { } body)
        {
            var shown = body.AsSpan(0, Math.Min(body.Length, MostShown));
            line.Append(CultureInfo.InvariantCulture, $" \\\n  --data-binary {Quote(Encoding.Latin1.GetString(shown))}");
            if (shown.Length < body.Length)
            {
                line.Append(CultureInfo.InvariantCulture, $"  # and {body.Length - shown.Length} bytes more");
            }
        }

        return line.ToString();
    }

    private static byte[] Chunks(byte[] body)
    {
        var half = body.Length / 2;
        return [.. Chunk(body[..half]), .. Chunk(body[half..]), .. "0\r\n\r\n"u8];
    }

    private static byte[] Chunk(byte[] part) =>
        part.Length == 0 ? [] : [.. Encoding.ASCII.GetBytes(part.Length.ToString("x", CultureInfo.InvariantCulture)), .. "\r\n"u8, .. part, .. "\r\n"u8];

    private static string Quote(string text)
    {
        var quoted = new StringBuilder("$'");
        foreach (var character in text)
        {
            _ = character is '\'' or '\\' ? quoted.Append('\\').Append(character)
                : character is >= ' ' and <= '~' ? quoted.Append(character)
                : quoted.Append(CultureInfo.InvariantCulture, $"\\x{(int)character:x2}");
        }

        return quoted.Append('\'').ToString();
    }
}
