using Microsoft.AspNetCore.Authorization;

namespace Registry.Api;

/// <summary>The roles that may call an endpoint. Also its metadata, for the reference and for tests.</summary>
internal sealed record RolesRequirement(Role Permitted) : IAuthorizationRequirement;
