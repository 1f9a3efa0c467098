using System.Text.RegularExpressions;
using CsCheck;

namespace Registry.Grains.Interfaces.Tests;

/// <summary>What holds for ids that the registry makes of numbers: one text for each, and no other text for it.</summary>
public sealed class NumberedIdTests
{
    private const string Near = "0123456789-_aZ+. \u0663\n/";

    private static readonly Gen<long> Number = Gen.OneOf(Gen.Long[0, 20], Gen.Long[0, 999_999_999_999_999_999]);
    private static readonly Gen<WorkspaceId> Workspace = Gen.String[Gen.Char[Alphabets.Id], 1, 64].Select(text => WorkspaceId.Parse(text));

    [Fact]
    public void Delivery_Formatted_IsReadBack() =>
        Gen.Select(Workspace, Number).Sample((workspace, sequence) => Assert.Equal(new(workspace, sequence), DeliveryId.Parse(new DeliveryId(workspace, sequence).ToString())));

    [Fact]
    public void Replay_Formatted_IsReadBack() =>
        Number.Where(number => number > 0).Sample(number => Assert.Equal(new(number), ReplayId.Parse(new ReplayId(number).ToString())));

    [Fact]
    public void Delivery_AnyText_IsReadOnlyAsItIsWritten() => ReadOnlyAsWritten<DeliveryId>(
        Gen.Select(Workspace, Number, (workspace, sequence) => new DeliveryId(workspace, sequence).ToString()));

    [Fact]
    public void Replay_AnyText_IsReadOnlyAsItIsWritten() => ReadOnlyAsWritten<ReplayId>(Number.Select(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    // Written ones with a character put in or taken out, and texts of such characters alone.
    private static void ReadOnlyAsWritten<T>(Gen<string> written)
        where T : struct, IIdentifier<T>
    {
        var altered = Gen.Select(written, Gen.Char[Near], Gen.OneOf(Gen.Int[0, 2], Gen.Int[0, 90]), Gen.Bool, (text, character, at, isRemoved) =>
            isRemoved ? text.Remove(at % text.Length, 1) : text.Insert(at % (text.Length + 1), character.ToString()));
        Gen.OneOf(altered, Gen.String[Gen.Char[Near], 0, 24]).Sample(
            text =>
            {
                if (T.TryParse(text, null, out var id))
                {
                    Assert.Equal(text, id.ToString());
                    Assert.Matches(T.Pattern.Replace("$", @"\z", StringComparison.Ordinal), text);
                }
                else
                {
                    Assert.Equal(default, id);
                    Assert.DoesNotMatch(T.Pattern.Replace("$", @"\z", StringComparison.Ordinal), text);
                }
            },
            iter: 3_000);
    }
}
