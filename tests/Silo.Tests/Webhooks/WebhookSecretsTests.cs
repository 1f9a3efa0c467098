using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging.Abstractions;
using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo.Tests;

/// <summary>Secrets are stored so that the silos of a registry can read them, and nobody who sees them stored.</summary>
public sealed class WebhookSecretsTests
{
    private readonly MemoryJournal shared = new(new());

    [Fact]
    public void Create_ThenReveal_IsASecretOfItsOwn()
    {
        var secrets = Secrets(shared);
        var one = secrets.CreateProtected();
        var other = secrets.CreateProtected();

        var revealed = secrets.Reveal(one);
        Assert.StartsWith("whsec_", revealed, StringComparison.Ordinal);
        Assert.Equal(32, Convert.FromBase64String(revealed["whsec_".Length..]).Length);
        Assert.NotEqual(revealed, secrets.Reveal(other));
        Assert.Equal(revealed, secrets.Reveal(one));
    }

    [Fact]
    public async Task Create_WhatIsStored_DoesNotHoldTheSecret()
    {
        var secrets = Secrets(shared);
        var stored = secrets.CreateProtected();
        var revealed = secrets.Reveal(stored)["whsec_".Length..];
        var entries = await shared.ReadAsync(JournalOwner.SecretKeys, newestFirst: false, null, 10);

        Assert.Single(entries);
        var all = stored + Encoding.UTF8.GetString(entries[0].Payload.Span);
        Assert.DoesNotContain("whsec_", all, StringComparison.Ordinal);
        Assert.DoesNotContain(revealed, all, StringComparison.Ordinal);
        Assert.DoesNotContain(revealed, secrets.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_TwoSilosAtOnceOnEmptyStorage_ReadEachOthersSecrets()
    {
        using var together = new Barrier(2);
        var (one, other) = (Secrets(new GatedJournal(shared) { FirstRead = together }), Secrets(new GatedJournal(shared) { FirstRead = together }));

        var made = await Task.WhenAll(Task.Run(one.CreateProtected), Task.Run(other.CreateProtected));

        Assert.Equal(2, (await shared.ReadAsync(JournalOwner.SecretKeys, newestFirst: false, null, 10)).Length);
        Assert.All(made, secret => Assert.Equal(one.Reveal(secret), other.Reveal(secret)));
    }

    // Data Protection looks for unknown keys in its first two minutes only, and then once a day.
    [Fact]
    public async Task Reveal_KeyMadeSinceByAnotherSilo_IsFoundAtOnce()
    {
        var one = Secrets(shared);
        var mine = one.CreateProtected();

        // It sees neither that there is a key nor that the first place in the journal is taken.
        var other = Secrets(new GatedJournal(shared) { BlindReads = 2 });
        var theirs = other.CreateProtected();
        Assert.Equal(2, (await shared.ReadAsync(JournalOwner.SecretKeys, newestFirst: false, null, 10)).Length);

        EndFirstMinutes(one);
        EndFirstMinutes(other);
        Assert.Equal(other.Reveal(theirs), one.Reveal(theirs));
        Assert.Equal(one.Reveal(mine), other.Reveal(mine));
    }

    [Fact]
    public void Reveal_AfterARestart_IsTheSame()
    {
        var before = Secrets(shared);
        var stored = before.CreateProtected();
        Assert.Equal(before.Reveal(stored), Secrets(shared).Reveal(stored));
    }

    [Theory]
    [InlineData("")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("no base64 at all!")]
    public void Reveal_TextThatIsNoSecret_IsRefused(string text) => Assert.Throws<CryptographicException>(() => Secrets(shared).Reveal(text));

    [Fact]
    public void Reveal_ForeignOrChanged_IsRefused()
    {
        var secrets = Secrets(shared);
        var stored = secrets.CreateProtected();
        var changed = stored[..^5] + (stored[^5] == 'A' ? 'B' : 'A') + stored[^4..];

        Assert.Throws<CryptographicException>(() => secrets.Reveal(changed));
        Assert.Throws<CryptographicException>(() => Secrets(new MemoryJournal(new())).Reveal(stored));
    }

    [Fact]
    public void Secrets_StorageDown_AreUnavailableUntilItIsBack()
    {
        var stored = Secrets(shared).CreateProtected();
        var journal = new GatedJournal(shared) { IsDown = true };
        var secrets = Secrets(journal);

        Assert.Throws<RegistryUnavailableException>(() => secrets.Reveal(stored));
        Assert.Throws<RegistryUnavailableException>(secrets.CreateProtected);

        journal.IsDown = false;
        Assert.StartsWith("whsec_", secrets.Reveal(stored), StringComparison.Ordinal);

        // Once read, the keys are there without the storage.
        journal.IsDown = true;
        Assert.StartsWith("whsec_", secrets.Reveal(secrets.CreateProtected()), StringComparison.Ordinal);
    }

    private static WebhookSecrets Secrets(IJournal journal) => new(journal, NullLoggerFactory.Instance);

    // It goes by the system's clock, which cannot be set.
    private static void EndFirstMinutes(WebhookSecrets secrets)
    {
        const BindingFlags Any = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;
        var protector = (IDataProtector)typeof(WebhookSecrets).GetField("current", Any)!.GetValue(secrets)!;
        var keys = protector.GetType().GetField("_keyRingProvider", Any)!.GetValue(protector)!;
        keys.GetType().GetProperty("AutoRefreshWindowEnd", Any)!.SetValue(keys, DateTime.MinValue);
    }
}
