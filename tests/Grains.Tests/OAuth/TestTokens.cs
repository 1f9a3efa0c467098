using System.Globalization;
using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>Access tokens by number.</summary>
internal static class TestTokens
{
    private static readonly DateTimeOffset Later = TimeProvider.System.GetUtcNow().AddDays(1);

    public static AccessTokenId IdOf(int number) => AccessTokenId.Parse(number.ToString("x16", CultureInfo.InvariantCulture));

    public static AccessTokenProof ProofOf(int number) => new(IdOf(number), $"access-{number}");

    public static TokenPair PairOf(int number) => new($"access-{number}", Later, $"refresh-{number}", Later);

    public static async Task IssueAsync(TestApp test, int number, bool expires = false)
    {
        var installed = (await test.Installation.GetAsync())!.InstalledAt;
        TestApp.Accepted(await test.Installation.IssueTokenAsync(
            new(IdOf(number), $"access-{number}", AuthorizationCodeId.Parse(IdOf(number).Value), Later, installed, expires ? PairOf(number) : null), TestApp.By()));
    }
}
