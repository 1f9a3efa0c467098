using System.Text;

namespace Registry.Grains.Interfaces.Tests;

public sealed class IdTableTests
{
    [Fact]
    public void Find_IdsThatShareASlot_StayApart()
    {
        var table = new IdTable<AppId>();
        var texts = Enumerable.Range(0, 20_000).Select(number => $"app-{number:x}").Concat(Enumerable.Range(0, 100).Select(number => $"fin-reports-{number:000}-fin-reports")).ToList();
        foreach (var text in texts.Concat(texts))
        {
            Assert.True(table.TryFind(Encoding.UTF8.GetBytes(text), out var id));
            Assert.Equal(text, id.Value);
            Assert.True(table.TryFind(text, out id));
            Assert.Equal(text, id.Value);
        }

        Assert.False(table.TryFind(""u8, out _));
        Assert.False(table.TryFind("", out _));
        Assert.False(table.TryFind("app-\u00e4", out _));
        Assert.False(table.TryFind("app-\u00e4"u8, out _));
    }

    [Fact]
    public void Find_TheSameAgain_IsTheSameText()
    {
        var table = new IdTable<ScopeId>();
        Assert.True(table.TryFind("read_tags"u8, out var first));
        Assert.True(table.TryFind("read_tags"u8, out var second));
        Assert.Same(first.Value, second.Value);
        Assert.True(table.TryFind("read_tags", out first));
        Assert.True(table.TryFind("read_tags", out second));
        Assert.Same(first.Value, second.Value);
    }
}
