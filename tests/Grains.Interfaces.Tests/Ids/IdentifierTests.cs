using System.Text.Json;
using System.Text.RegularExpressions;
using CsCheck;

namespace Registry.Grains.Interfaces.Tests;

/// <summary>What holds for every kind of id.</summary>
/// <typeparam name="T">The kind.</typeparam>
/// <param name="alphabet">The characters of the rule.</param>
/// <param name="maxLength">The length of the rule.</param>
public abstract class IdentifierTests<T>(string alphabet, int maxLength)
    where T : struct, IIdentifier<T>
{
    // Letters of other scripts, separators of keys, paths, lists and cells, control characters, and half a surrogate pair.
    private const string Strange = " \t\n\r\0/\\#?%&=+,;:|~^`'\"<>()[]{}!@$*.é漢\u00A0\u200B\u202E\uFF21\uD83D\u007F\u0080";

    private readonly Gen<string> valid = Gen.String[Gen.Char[alphabet], 1, maxLength];

    [Fact]
    public void Parse_TextWithinTheRule_FormatsToTheSameText() =>
        valid.Sample(text =>
        {
            Assert.True(T.TryParse(text, null, out var id));
            Assert.Equal(text, id.Value);
            Assert.Equal(text, id.ToString());
            Assert.Equal(T.Parse(text, null), id);
        });

    [Fact]
    public void Json_TextWithinTheRule_RoundTripsAsStringAndAsMemberName() =>
        valid.Sample(text =>
        {
            var id = T.Parse(text, null);
            Assert.Equal(JsonSerializer.Serialize(text), JsonSerializer.Serialize(id));
            Assert.Equal(id, JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(id)));

            var map = new Dictionary<T, int> { [id] = 1 };
            Assert.Equal(map, JsonSerializer.Deserialize<Dictionary<T, int>>(JsonSerializer.Serialize(map)));
        });

    [Fact]
    public void Parse_AnyText_AcceptsExactlyWhatThePatternMatches() =>
        Gen.String[Gen.Char[alphabet + Strange], 0, maxLength + 2].Sample(text =>
        {
            // $ of .NET also matches before a last line feed, \z as ECMA 262 does at the very end only.
            var matches = Regex.IsMatch(text, T.Pattern.Replace("$", @"\z", StringComparison.Ordinal), RegexOptions.CultureInvariant);
            Assert.Equal(matches, T.TryParse(text, null, out var id));
            Assert.Equal(matches ? text : "", id.Value);
        });

    [Fact]
    public void Parse_OneStrangeCharacterAnywhere_IsRefused() =>
        Gen.Select(valid, Gen.Char[new string([.. Strange.Except(alphabet)])], Gen.Int[0, maxLength]).Sample((text, strange, at) =>
        {
            var broken = text.Insert(Math.Min(at, text.Length), strange.ToString());
            Assert.False(T.TryParse(broken, null, out _));
            Assert.Throws<FormatException>(() => T.Parse(broken, null));
        });

    [Fact]
    public void Parse_EveryAsciiCharacterAlone_FollowsTheAlphabet() =>
        Assert.All(Enumerable.Range(0, 128), code => Assert.Equal(alphabet.Contains((char)code), T.TryParse(((char)code).ToString(), null, out _)));

    [Fact]
    public void Parse_LongestText_IsAcceptedAndOneMoreIsNot()
    {
        var longest = new string(alphabet[0], maxLength);

        Assert.True(T.TryParse(longest, null, out _));
        Assert.False(T.TryParse(longest + alphabet[0], null, out _));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Parse_Nothing_IsRefused(string? text)
    {
        Assert.False(T.TryParse(text, null, out var id));
        Assert.Equal(default, id);
        Assert.Equal("", id.Value);
    }

    [Fact]
    public void Parse_BrokenText_SaysTheRule()
    {
        var exception = Assert.Throws<FormatException>(() => T.Parse("a b", null));

        Assert.Equal($"'a b' is no {T.Word} id: it must be {T.Rule}.", exception.Message);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[\"a\"]")]
    [InlineData("\"\"")]
    [InlineData("\"a b\"")]
    [InlineData("\"\\ud800\"")]
    public void Json_AnythingElse_IsAJsonError(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<T>(json));

    [Fact]
    public void Equals_OtherCase_IsAnotherId() =>
        Assert.NotEqual(T.Parse("abc", null), T.Parse("ABC", null));
}

public sealed class WorkspaceIdTests() : IdentifierTests<WorkspaceId>(Alphabets.Id, 64);

public sealed class AppIdTests() : IdentifierTests<AppId>(Alphabets.Id, 64);

public sealed class DeveloperIdTests() : IdentifierTests<DeveloperId>(Alphabets.Id, 64);

public sealed class CapabilityIdTests() : IdentifierTests<CapabilityId>(Alphabets.Id, 64);

public sealed class TopicIdTests() : IdentifierTests<TopicId>(Alphabets.Id + ".", 128);

public sealed class ScopeIdTests() : IdentifierTests<ScopeId>(Alphabets.ScopeToken, 128);

internal static class Alphabets
{
    public const string Id = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";

    /// <summary>RFC 6749 section 3.3: %x21 / %x23-5B / %x5D-7E.</summary>
    public static readonly string ScopeToken = new([.. Enumerable.Range(0x21, 0x5E).Select(code => (char)code).Except(['"', '\\'])]);
}
