using System.Security.Cryptography;
using System.Text;
using Registry.Front;
using Registry.Grains.Interfaces;
using Registry.Silo;

namespace Registry.Fuzz;

/// <summary>Ids, the catalog, and what comes from and about endpoints.</summary>
internal static class TextTargets
{
    /// <summary>An id is written as it was read, and read by a table as by its parser.</summary>
    public static void Ids(byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        Id<AppId>(text);
        Id<DeliveryId>(text);
        Id<ReplayId>(text);
        Id<TopicId>(text);
        Id<ScopeId>(text);
        Targets.Demand(
            new IdTable<ScopeId>().TryFind(bytes, out var found) == ScopeId.TryParse(Encoding.Latin1.GetString(bytes), null, out var scope) && found == scope, "The table reads another id.");
        try
        {
            Targets.Demand(InstallationKey.Parse(text).ToString() == text, "A key has two texts.");
        }
        catch (FormatException)
        {
            // What it says of all that is none.
        }
    }

    /// <summary>A catalog, or all that is wrong with it.</summary>
    public static void Catalog(byte[] bytes)
    {
        try
        {
            CatalogFile.Parse("catalog.json", bytes);
        }
        catch (CatalogException refusal)
        {
            Targets.Demand(refusal.Faults.Length > 0, "It is refused without a fault.");
        }
    }

    /// <summary>The URL of an endpoint, its secret, its answer, and networks in a setting: a verdict, or the exception that is promised.</summary>
    public static void Endpoint(byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        Targets.Demand(WebhookUrlRule.Fault(text, allowLoopbackHttp: false) is not null || new Uri(text).Scheme == "https", "A URL of another scheme is taken.");
        _ = TextRule.Reason.Faults(text).ToArray();
        _ = NetworkList.TryParse(text, out _);
        var answer = AnswerText.ReadAsync(new MemoryStream(bytes), CancellationToken.None).GetAwaiter().GetResult();
        Targets.Demand(answer is null == (bytes.Length == 0), "An answer is lost.");
        try
        {
            WebhookSignatures.Standard([text], "id", 1, bytes);
        }
        catch (CryptographicException)
        {
            // No secret.
        }
    }

    private static void Id<T>(string text)
        where T : struct, IIdentifier<T>
    {
        Targets.Demand(!T.TryParse(text, null, out var id) || id.Value == text, $"A {T.Word} id has two texts.");
    }
}
