namespace Registry.Grains;

/// <summary>The secrets that notifications are signed with. Only the sender and the one who shows a new secret ever see them.</summary>
internal interface IWebhookSecrets
{
    /// <summary>A new secret (<c>whsec_</c> and 32 random bytes in base64), protected so that it may be stored.</summary>
    string CreateProtected();

    /// <summary>The secret as its owner gets it.</summary>
    /// <exception cref="Interfaces.RegistryUnavailableException">The key that it was protected with can't be had.</exception>
    string Reveal(string protectedSecret);
}
