using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Registry.Api.Tests;

/// <summary>What is read fast is read as it is when it is looked at closely, and nothing is accepted that would not be then.</summary>
public sealed class ChecksReaderTests(ITestOutputHelper output)
{
    private const string Check = """{"workspace":"ws_acme","app":"fin-reports","scope":"read_tags"}""";

    // Bytes that make the most trouble where they come in the wrong place.
    private static readonly byte[] Intruders = [.. "{}[]\",:\\ 0123456789-+.eEntf/u"u8, 0, 9, 10, 0x7F, 0x80, 0xC3, 0xBF, 0xFF];

    [Theory]
    [InlineData("[CHECK]")]
    [InlineData("[CHECK,CHECK]")]
    [InlineData("""[{"scope":"https://scopes.example/a%25b!#~","minRevision":7,"app":"A_-9","workspace":"w"}]""")]
    [InlineData("""[{"workspace":"w","app":"a","scope":"s","minRevision":0},{"workspace":"w","app":"a","scope":"t","minRevision":9223372036854775807}]""")]
    [InlineData(" \r\n\t[ { \"workspace\" : \"w\" , \"app\" : \"a\" , \"scope\" : \"s\" } ] ")]
    public void Read_AsProgramsWriteIt_IsReadFast(string checks)
    {
        var json = Bytes(checks);

        var read = ChecksReader.TryRead(json);

        Assert.NotNull(read);
        AssertSame(Closely(json)!, read);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("[CHECK],\"checks\":[CHECK]")]
    [InlineData("[CHECK],\"more\":1")]
    [InlineData("[CHECK,null]")]
    [InlineData("[CHECK,]")]
    [InlineData("[CHECK] // that is all")]
    [InlineData("""[{"workspace":"w","app":"a"}]""")]
    [InlineData("""[{"workspace":"w","app":"a","scope":null}]""")]
    [InlineData("""[{"workspace":"w","app":"a","scope":""}]""")]
    [InlineData("""[{"workspace":"w","app":"a","scope":"ä"}]""")]
    [InlineData("""[{"workspace":"w/","app":"a","scope":"s"}]""")]
    [InlineData("""[{"workspace":"w","app":"a","scope":"s","scope":"s"}]""")]
    [InlineData("""[{"workspace":"w","app":"a","scope":"s","Scope":"s"}]""")]
    [InlineData("""[{"workspace":"w","app":"a","scope":"s","minRevision":-1}]""")]
    [InlineData("""[{"workspace":"w","app":"a","scope":"s","minRevision":"1"}]""")]
    [InlineData("""[{"workspace":"w","app":"a","scope":"s","minRevision":9223372036854775808}]""")]
    [InlineData("""[{"workspace":"w","app":"a","scope":"s","minRevision":01}]""")]
    [InlineData("""[{"workspace":"w","app":"a","scope":"s","minRevision":1e1}]""")]
    [InlineData("""[{"workspace":"w","app":"a","scope":"s","minRevision":}]""")]
    [InlineData("""[{"workspace":"w","app":"a","scope":"s" "minRevision":1}]""")]
    [InlineData("""[{"workspace":"w","app":"a","scope":"s",}]""")]
    [InlineData("""[{"workspace":"w","app":"a","scope" "s"}]""")]
    [InlineData("""[{"workspace":"w","app":"a","scope":s}]""")]
    [InlineData("""[{"workspace":"w","app":"a","scope":"s\"}]""")]
    [InlineData("""[{workspace:"w","app":"a","scope":"s"}]""")]
    [InlineData("""[{"workspace":"w","app":"a","scope":"\u0073"}]""")]
    [InlineData("""[{"workspace":"w","app":"a","\u0073cope":"s"}]""")]
    public void Read_AnythingElse_IsLookedAtClosely(string checks) => Assert.Null(ChecksReader.TryRead(Bytes(checks)));

    [Theory]
    [InlineData("""{"\udfff":1,"checks":[CHECK]}""")]
    [InlineData("""{"checks":[{"\ud800":1}]}""")]
    public void Read_ANameThatIsNoText_IsLookedAtClosely(string body) =>
        Assert.Null(ChecksReader.TryRead(Encoding.UTF8.GetBytes(body.Replace("CHECK", Check, StringComparison.Ordinal))));

    // Wherever the text ends.
    [Fact]
    public void Read_CutOffAnywhere_IsLookedAtClosely()
    {
        var json = Bytes("""[{"workspace":"w","app":"a","scope":"s","minRevision":7}]""");
        Assert.All(Enumerable.Range(0, json.Length), length => Assert.Null(ChecksReader.TryRead(json.AsSpan(0, length))));
    }

    [Fact]
    public void Read_MoreThanPermitted_IsLookedAtClosely()
    {
        Assert.Equal(1_000, ChecksReader.TryRead(Bytes($"[{string.Join(',', Enumerable.Repeat(Check, 1_000))}]"))!.Count);
        Assert.Null(ChecksReader.TryRead(Bytes($"[{string.Join(',', Enumerable.Repeat(Check, 1_001))}]")));
    }

    [Fact]
    public void Read_SpoiltInAnyWay_AcceptsNothingThatIsRefusedElse()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"Seed {seed}");
        var random = new Random(seed);
        var fast = 0;
        for (var round = 0; round < 200_000; round++)
        {
            var json = Spoil(Bytes($"[{string.Join(',', Enumerable.Range(0, random.Next(1, 4)).Select(_ => One(random)))}]"), random);
            if (ChecksReader.TryRead(json) is { } read)
            {
                fast++;
                var closely = Closely(json);
                Assert.True(closely is not null, Encoding.Latin1.GetString(json));
                AssertSame(closely, read);
            }
        }

        // Half of the bodies were not spoilt, and most changes within an id leave it one.
        Assert.InRange(fast, 50_000, 199_999);
    }

    private static string One(Random random)
    {
        string[] members =
        [
            $"\"workspace\":\"ws_{random.Next(10_000)}\"", $"\"app\":\"app-{random.Next(10_000)}\"", $"\"scope\":\"scope:{random.Next(100)}\"",
            .. random.Next(2) == 0 ? (string[])[$"\"minRevision\":{random.Next(10)}"] : [],
        ];
        random.Shuffle(members);
        return $"{{{string.Join(random.Next(2) == 0 ? "," : ", ", members)}}}";
    }

    private static byte[] Spoil(byte[] json, Random random)
    {
        var spoilt = json.ToList();
        for (var change = random.Next(2) * random.Next(1, 4); change > 0; change--)
        {
            var at = random.Next(spoilt.Count);
            switch (random.Next(3))
            {
                case 0:
                    spoilt[at] = Intruders[random.Next(Intruders.Length)];
                    break;
                case 1:
                    spoilt.Insert(at, Intruders[random.Next(Intruders.Length)]);
                    break;
                default:
                    spoilt.RemoveAt(at);
                    break;
            }
        }

        return [.. spoilt];
    }

    private static ChecksRequest? Closely(byte[] json)
    {
        try
        {
            return System.Text.Unicode.Utf8.IsValid(json) ? ChecksRequest.Of(JsonBody<ChecksBody>.Read(json, new ServiceCollection().BuildServiceProvider())) : null;
        }
        catch (Exception exception) when (exception is ProblemException or JsonException)
        {
            return null;
        }
    }

    private static void AssertSame(ChecksRequest expected, ChecksRequest actual)
    {
        Assert.Equal(expected.Checks.ToArray(), actual.Checks.ToArray());
        Assert.Equal(expected.MinRevisions.ToArray(), actual.MinRevisions.ToArray());
    }

    private static byte[] Bytes(string checks) => Encoding.UTF8.GetBytes($$"""{"checks":{{checks.Replace("CHECK", Check, StringComparison.Ordinal)}}}""");
}
