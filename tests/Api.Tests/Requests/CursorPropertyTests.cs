using System.Text;
using CsCheck;

namespace Registry.Api.Tests;

/// <summary>A cursor is good for its own list only, and only as it was given out.</summary>
public sealed class CursorPropertyTests
{
    private static readonly Gen<string> Position = Gen.OneOf(
        Gen.String[Gen.Char["abcXYZ019_-./!~%"], 1, 140],
        Gen.Long[0, long.MaxValue].Select(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        Gen.String[Gen.Char["\u00e9\u4e2d\0\n "], 1, 40]);

    private static readonly Gen<string> List = Gen.String[Gen.Char["/v1apsw_?&=\u00e9"], 0, 20];

    [Fact]
    public void Cursor_OfTheSameList_GivesThePositionBack() => Gen.Select(Position, List).Sample(
        (position, list) =>
        {
            var cursor = Cursor.Write(position, list)!;

            Assert.Matches("^[A-Za-z0-9_-]+$", cursor);
            Assert.Equal(position, Cursor.Read(cursor, list));
        },
        iter: 1_000);

    [Fact]
    public void Cursor_OfAnotherList_IsRefused() => Gen.Select(Position, List, List).Where((_, one, other) => one != other).Sample((position, one, other) =>
        Assert.Throws<ProblemException>(() => Cursor.Read(Cursor.Write(position, one)!, other)));

    [Fact]
    public void Cursor_AlteredAnywhere_IsRefused() => Gen.Select(Position, List, Gen.Int[0, 1_000], Gen.Char["Aa09_-=+/. \u00e9\0"], Gen.Int[0, 2]).Sample(
        (position, list, at, character, how) =>
        {
            var cursor = Cursor.Write(position, list)!;
            var place = at % cursor.Length;
            var altered = how switch
            {
                0 => cursor.Insert(place, character.ToString()),
                1 => cursor.Remove(place, 1),
                _ => $"{cursor[..place]}{character}{cursor[(place + 1)..]}",
            };
            Assert.True(altered == cursor || Record.Exception(() => Cursor.Read(altered, list)) is ProblemException);
        },
        iter: 1_000);

    // The digest stands in front, so that no end of one position is the beginning of another list.
    [Fact]
    public void Cursor_WithABitOfTheBytesTurned_IsRefused() => Gen.Select(Position, List, Gen.Int[0, 10_000]).Sample(
        (position, list, bit) =>
        {
            var bytes = System.Buffers.Text.Base64Url.DecodeFromChars(Cursor.Write(position, list)!);
            bytes[bit / 8 % bytes.Length] ^= (byte)(1 << (bit % 8));
            Assert.Throws<ProblemException>(() => Cursor.Read(System.Buffers.Text.Base64Url.EncodeToString(bytes), list));
        },
        iter: 1_000);

    [Fact]
    public void Cursor_AnyText_IsRefusedAsAProblem() => Gen.OneOf(Gen.String, Gen.Byte.Array[0, 40].Select(Encoding.Latin1.GetString)).Sample(text =>
        Assert.Throws<ProblemException>(() => Cursor.Read(text, "list")));
}
