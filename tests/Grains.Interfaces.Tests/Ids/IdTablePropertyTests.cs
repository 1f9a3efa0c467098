using System.Text;
using CsCheck;

namespace Registry.Grains.Interfaces.Tests;

/// <summary>Ids that are read from bytes or characters by a table are those that are read from text.</summary>
public sealed class IdTablePropertyTests
{
    [Fact]
    public void Find_AnyBytes_AcceptsWhatTheParserDoes()
    {
        var table = new IdTable<ScopeId>();

        Gen.OneOf(Gen.String[Gen.Char[Alphabets.ScopeToken + " \"\\\u00e9\u007f\0"], 0, 130].Select(Encoding.UTF8.GetBytes), Gen.Byte.Array[0, 8]).Sample(bytes =>
        {
            var isId = ScopeId.TryParse(Encoding.Latin1.GetString(bytes), null, out var id);

            Assert.Equal(isId, table.TryFind(bytes, out var found));
            Assert.Equal(id, found);
            Assert.Equal(isId, table.TryFind(Encoding.Latin1.GetString(bytes), out found));
            Assert.Equal(id, found);
        });
    }
}
