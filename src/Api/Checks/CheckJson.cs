using System.Buffers.Text;
using System.Text.Json;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>Writes the answer to a check as <see cref="CheckResponse"/> looks in JSON, many times as fast as a serializer.</summary>
internal static class CheckJson
{
    // The answer for each reason, up to the revision.
    private static readonly byte[][] Beginnings = [.. Enum.GetValues<CheckReason>().Order().Select(BeginningOf)];

    private static readonly int MostDigits = $"{long.MaxValue}".Length;

    /// <summary>No answer is longer, in bytes.</summary>
    public static int MostBytes { get; } = Beginnings.Max(beginning => beginning.Length) + MostDigits + 1;

    /// <summary>Writes the answer to the beginning of <paramref name="json"/>, which has room for <see cref="MostBytes"/>; how long it is.</summary>
    public static int Write(ScopeDecision decision, Span<byte> json)
    {
        var beginning = Beginnings[(int)decision.Reason];
        beginning.CopyTo(json);
        Utf8Formatter.TryFormat(decision.Revision, json[beginning.Length..], out var digits);
        json[beginning.Length + digits] = (byte)'}';
        return beginning.Length + digits + 1;
    }

    private static byte[] BeginningOf(CheckReason reason) =>
        JsonSerializer.SerializeToUtf8Bytes(CheckResponse.From(new(reason, 0)), ApiJson.Readable.CheckResponse)[..^"0}".Length];
}
