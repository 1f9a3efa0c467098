using System.Globalization;
using CsCheck;
using Microsoft.Extensions.Primitives;

namespace Registry.Api.Tests;

/// <summary>A condition holds for the tags that it names, and for no others.</summary>
public sealed class IfMatchPropertyTests
{
    private static readonly Gen<long> Revision = Gen.OneOf(Gen.Long[1, 20], Gen.Long[1, long.MaxValue]);

    [Fact]
    public void Read_TagsAsGivenOut_HoldsForThemAndNoOthers() => Gen.Select(Revision.Array[1, 5], Revision, Gen.String[Gen.Char[" \t"], 0, 2], Gen.Bool).Sample(
        (revisions, other, blank, areApart) =>
        {
            string[] tags = [.. revisions.Select(revision => string.Create(CultureInfo.InvariantCulture, $"{blank}\"{revision}\"{blank}"))];
            var condition = IfMatch.Read(areApart ? new StringValues(tags) : string.Join(',', tags))!;

            Assert.All(revisions, revision => Assert.True(condition.HoldsFor(revision)));
            Assert.Equal(revisions.Contains(other), condition.HoldsFor(other));
            Assert.False(condition.HoldsFor(0));
        },
        iter: 1_000);

    [Fact]
    public void Read_ATagThatWasNeverGivenOut_HoldsForNothing() => Gen.Select(Revision, Gen.Int[0, 5]).Sample(
        (revision, how) =>
        {
            var number = revision.ToString(CultureInfo.InvariantCulture);
            var tag = how switch { 0 => $"W/\"{number}\"", 1 => $"\"0{number}\"", 2 => $"\"-{number}\"", 3 => $"\"+{number}\"", 4 => $"\"{number}.0\"", _ => $"\"{number}a\"" };

            Assert.False(IfMatch.Read(tag)!.HoldsFor(revision));
        },
        iter: 1_000);

    [Theory]
    [InlineData("W/")]
    [InlineData("W/  ")]
    [InlineData("\"7\", W/")]
    public void Read_AWeakTagWithoutATag_IsAProblem(string header) => Assert.Throws<ProblemException>(() => IfMatch.Read(header));

    [Fact]
    public void Read_AnyText_IsAConditionOrAProblem() => Gen.Select(Gen.String[Gen.Char["\"0127,*W/ \\a\t\u00e9\u007f"], 0, 12].Array[1, 3], Revision).Sample(
        (header, revision) =>
        {
            try
            {
                // Nothing but a star holds without the number being there.
                Assert.True(IfMatch.Read(header)!.HoldsFor(revision) is false || header.Any(text => text.Contains('*', StringComparison.Ordinal) || text.Contains($"\"{revision}\"", StringComparison.Ordinal)));
            }
            catch (ProblemException refusal)
            {
                Assert.Equal(ProblemTypes.InvalidRequest, refusal.Problem.Type);
            }
        },
        iter: 1_000);
}
