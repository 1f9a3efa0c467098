using CsCheck;

namespace Registry.Grains.Interfaces.Tests;

public sealed class InstallationKeyTests
{
    private static readonly Gen<string> Id = Gen.String[Gen.Char[Alphabets.Id], 1, 64];

    [Fact]
    public void Parse_FormattedKey_IsTheKeyAgain() =>
        Gen.Select(Id, Id).Sample((workspace, app) =>
        {
            var key = new InstallationKey(WorkspaceId.Parse(workspace), AppId.Parse(app));

            Assert.Equal($"{workspace}/{app}", key.ToString());
            Assert.Equal(key, InstallationKey.Parse(key.ToString()));
        });

    [Fact]
    public void ToString_TwoKeys_IsTheSameOnlyForEqualKeys()
    {
        var fewIds = Gen.String[Gen.Char["ab-"], 1, 3];

        Gen.Select(fewIds, fewIds, fewIds, fewIds).Sample((workspace, app, otherWorkspace, otherApp) =>
        {
            var key = new InstallationKey(WorkspaceId.Parse(workspace), AppId.Parse(app));
            var other = new InstallationKey(WorkspaceId.Parse(otherWorkspace), AppId.Parse(otherApp));

            Assert.Equal(key == other, key.ToString() == other.ToString());
        });
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("ws")]
    [InlineData("ws/")]
    [InlineData("/app")]
    [InlineData("ws/app/")]
    [InlineData("ws//app")]
    [InlineData("ws/app/x")]
    [InlineData(" ws/app")]
    [InlineData("ws/app\n")]
    [InlineData("ws\\app")]
    [InlineData("w s/app")]
    [InlineData("ws/äpp")]
    public void Parse_OtherText_IsRefused(string text) =>
        Assert.Throws<FormatException>(() => InstallationKey.Parse(text));

    [Fact]
    public void Parse_Null_IsRefused() =>
        Assert.Throws<ArgumentNullException>(() => InstallationKey.Parse(null!));
}
