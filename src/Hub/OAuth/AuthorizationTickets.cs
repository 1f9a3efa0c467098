using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.DataProtection;
using Registry.Front;

namespace Registry.Hub;

/// <summary>
/// Carries an authorization request to the page that asks for consent, and the answer back, through the browser: encrypted
/// and signed, so that nobody but the registry makes them, and nothing has to be stored meanwhile.
/// </summary>
public sealed partial class AuthorizationTickets(IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>The parameter that the request comes back with.</summary>
    public const string AnswerParameter = "registry_consent";

    // A person may have to sign in first, and read.
    private static readonly TimeSpan AskLifetime = TimeSpan.FromHours(1);

    // The browser is sent on at once.
    private static readonly TimeSpan AnswerLifetime = TimeSpan.FromMinutes(1);

    private readonly IDataProtector asks = protection.CreateProtector("Registry.Hub.AuthorizationAsk");
    private readonly IDataProtector answers = protection.CreateProtector("Registry.Hub.AuthorizationAnswer");

    /// <summary>The address of the page that asks for consent.</summary>
    public string Address(AuthorizationAsk ask) =>
        $"{ConsentPath}?ask={Protect(asks, ask with { ExpiresAt = clock.GetUtcNow() + AskLifetime }, TicketJson.Default.AuthorizationAsk)}";

    /// <summary>The request of a page; null where there is none, or it is too old.</summary>
    public AuthorizationAsk? Read(string? text) =>
        TryUnprotect(asks, text, TicketJson.Default.AuthorizationAsk, out var ask) && ask.ExpiresAt > clock.GetUtcNow() ? ask : null;

    /// <summary>Where the browser goes with the answer.</summary>
    internal string Address(AuthorizationAsk ask, AuthorizationAnswer answer) =>
        $"{AuthorizePath}{ask.Query}&{AnswerParameter}={Protect(answers, answer with { Request = HashOf(ask.Query), ExpiresAt = clock.GetUtcNow() + AnswerLifetime }, TicketJson.Default.AuthorizationAnswer)}";

    /// <summary>The answer that a request came back with; null where there is none to this very request, or it is too old.</summary>
    /// <param name="query">The request.</param>
    /// <param name="text">The answer.</param>
    public AuthorizationAnswer? ReadAnswer(string query, string? text) =>
        TryUnprotect(answers, text, TicketJson.Default.AuthorizationAnswer, out var answer) && answer.ExpiresAt > clock.GetUtcNow() && answer.Request == HashOf(query)
            ? answer
            : null;

    /// <summary>Where apps send browsers to.</summary>
    public const string AuthorizePath = "/oauth/authorize";

    /// <summary>The page that asks for consent.</summary>
    public const string ConsentPath = "/oauth/consent";

    private static string HashOf(string query) => OpaqueText.HashOf(query);

    private static string Protect<T>(IDataProtector protector, T ticket, JsonTypeInfo<T> json) =>
        Microsoft.AspNetCore.WebUtilities.WebEncoders.Base64UrlEncode(protector.Protect(JsonSerializer.SerializeToUtf8Bytes(ticket, json)));

    private static bool TryUnprotect<T>(IDataProtector protector, string? text, JsonTypeInfo<T> json, [NotNullWhen(true)] out T? ticket)
        where T : class
    {
        ticket = null;
        if (string.IsNullOrEmpty(text))
        {
            return false;
        }

        try
        {
            ticket = JsonSerializer.Deserialize(protector.Unprotect(Microsoft.AspNetCore.WebUtilities.WebEncoders.Base64UrlDecode(text)), json);
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException)
        {
            return false;
        }

        return ticket is not null;
    }

    [JsonSerializable(typeof(AuthorizationAsk))]
    [JsonSerializable(typeof(AuthorizationAnswer))]
    private sealed partial class TicketJson : JsonSerializerContext;
}
