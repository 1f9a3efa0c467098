using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using Microsoft.Extensions.Primitives;

namespace Registry.Api.Tests;

/// <summary>A key is taken as it is or not at all, and two requests have the same fingerprint only where they are the same.</summary>
public sealed class IdempotencyHeaderPropertyTests
{
    private static readonly string Visible = new([.. Enumerable.Range(0x21, 0x5E).Select(code => (char)code)]);

    [Fact]
    public void Read_AnyText_IsTakenAsThePatternSays() => Gen.OneOf(Gen.String[Gen.Char[Visible], 0, 260], Gen.String[Gen.Char[Visible + " \t\n\0\u007f\u0080\u00ff\u4e2d"], 0, 10]).Sample(text =>
    {
        if (Regex.IsMatch(text, IdempotencyHeader.Pattern.Replace("$", @"\z", StringComparison.Ordinal)))
        {
            Assert.Equal(text, IdempotencyHeader.Read(text));
        }
        else
        {
            Assert.Throws<ProblemException>(() => IdempotencyHeader.Read(text));
        }
    });

    [Fact]
    public void Read_GivenTwice_IsRefused() => Gen.String[Gen.Char[Visible], 1, 255].Sample(key =>
        Assert.Throws<ProblemException>(() => IdempotencyHeader.Read(new StringValues([key, key]))));

    // Targets have no line feed: a path with one is escaped.
    [Fact]
    public void Fingerprint_OfTwoRequests_IsTheSameOnlyForTheSame()
    {
        var target = Gen.String[Gen.Char["PUT /v1a"], 0, 3];
        var body = Gen.String[Gen.Char["{}\n"], 0, 2];

        Gen.Select(target, body, target, body).Sample((target, body, otherTarget, otherBody) => Assert.Equal(
            (target, body) == (otherTarget, otherBody),
            IdempotencyHeader.Fingerprint(target, Encoding.UTF8.GetBytes(body)) == IdempotencyHeader.Fingerprint(otherTarget, Encoding.UTF8.GetBytes(otherBody))));
    }
}
