using Registry.Grains.Interfaces;

namespace Registry.Hub;

/// <summary>What a workspace admin answered to an <see cref="AuthorizationAsk"/>.</summary>
/// <param name="Request">The SHA-256 of the request that it answers, base64url.</param>
/// <param name="Installation">The installation that the app gets a token of; null where the admin declined.</param>
/// <param name="InstalledAt">When it was last installed, UTC.</param>
/// <param name="Actor">Who answered.</param>
/// <param name="ExpiresAt">Until when it counts, UTC.</param>
public sealed record AuthorizationAnswer(string Request, InstallationKey? Installation, DateTimeOffset InstalledAt, string Actor, DateTimeOffset ExpiresAt);
