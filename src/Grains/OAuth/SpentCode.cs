using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>An authorization code that was used, remembered as long as it would be good.</summary>
internal sealed record SpentCode(AuthorizationCodeId Id, DateTimeOffset ExpiresAt);
