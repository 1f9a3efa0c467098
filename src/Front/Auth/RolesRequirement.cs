using Microsoft.AspNetCore.Authorization;

namespace Registry.Front;

/// <summary>The roles that may call an endpoint. Also its metadata, for the reference and for tests.</summary>
public sealed record RolesRequirement(Role Permitted) : IAuthorizationRequirement;
