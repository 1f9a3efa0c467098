using System.ComponentModel;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>A client secret that was just made. It is shown in this answer only.</summary>
[Example("""{ "clientId": "fin-reports", "clientSecret": "registry_cs_m3JtDEH3o4UPn0kS…", "id": "9b2e6d0c41f7a385" }""")]
internal sealed record NewClientSecretResponse(
    [property: Description("The client id: the app id.")] string ClientId,
    [property: Description("The secret. Keep it now: only its hash is stored.")] string ClientSecret,
    [property: Description("Names the secret.")] ClientSecretId Id)
{
    /// <summary>Says which one, not the secret: it must not get into logs.</summary>
    public override string ToString() => $"{ClientId} {Id}";
}
