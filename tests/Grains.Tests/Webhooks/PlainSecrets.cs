namespace Registry.Grains.Tests;

/// <summary>Secrets whose protection can be seen through.</summary>
internal sealed class PlainSecrets : IWebhookSecrets
{
    private int last;

    public string CreateProtected() => $"protected:{Interlocked.Increment(ref last)}";

    public string Reveal(string protectedSecret) => protectedSecret.Replace("protected:", "whsec_", StringComparison.Ordinal);
}
