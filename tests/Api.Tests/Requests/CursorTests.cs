namespace Registry.Api.Tests;

public sealed class CursorTests
{
    [Theory]
    [InlineData("fin-reports")]
    [InlineData("9223372036854775807")]
    public void Cursor_OfTheSameList_GivesThePositionBack(string position) =>
        Assert.Equal(position, Cursor.Read(Cursor.Write(position, "/v1/apps?")!, "/v1/apps?"));

    [Fact]
    public void Cursor_OfAnotherList_IsRefused() =>
        Assert.Throws<ProblemException>(() => Cursor.Read(Cursor.Write("a", "/v1/apps?")!, "/v1/apps?status=Installed"));

    [Fact]
    public void Cursor_WithAnyCharacterAltered_IsRefused()
    {
        var cursor = Cursor.Write("fin-reports", "list")!;
        for (var index = 0; index < cursor.Length; index++)
        {
            foreach (var replacement in "Aa0_-=")
            {
                if (cursor[index] != replacement)
                {
                    var altered = $"{cursor[..index]}{replacement}{cursor[(index + 1)..]}";
                    Assert.Throws<ProblemException>(() => Cursor.Read(altered, "list"));
                }
            }
        }

        Assert.Throws<ProblemException>(() => Cursor.Read(cursor[..^1], "list"));
        Assert.Throws<ProblemException>(() => Cursor.Read(cursor + "A", "list"));
        Assert.Throws<ProblemException>(() => Cursor.Read("ü", "list"));
        Assert.Throws<ProblemException>(() => Cursor.Read(new string('A', 100_000), "list"));
    }
}
