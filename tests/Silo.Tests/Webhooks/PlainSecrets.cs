using Registry.Grains;

namespace Registry.Silo.Tests;

/// <summary>Secrets that are their own protected form, so that a test knows them.</summary>
internal sealed class PlainSecrets : IWebhookSecrets
{
    public Exception? Fault { get; set; }

    public string CreateProtected() => throw new NotSupportedException();

    public string Reveal(string protectedSecret) => Fault is null ? protectedSecret : throw Fault;
}
