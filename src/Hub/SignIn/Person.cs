using System.Security.Claims;
using Registry.Front;
using Registry.Grains.Interfaces;

namespace Registry.Hub;

/// <summary>Who is signed in, for what the frame of a page shows. What a person may do is decided at each page.</summary>
/// <param name="Operator">Whether an operator.</param>
/// <param name="Developer">The developer whom the person stands for; null where for none.</param>
/// <param name="Workspace">The workspace that the person administers; null where none.</param>
/// <param name="Name">What the issuer calls the person; null where it does not say.</param>
public sealed record Person(bool Operator, DeveloperId? Developer, WorkspaceId? Workspace, string? Name)
{
    /// <summary>Null where nobody is signed in.</summary>
    public static Person? Of(ClaimsPrincipal? principal, CallerClaims claims) => principal?.Identity is { IsAuthenticated: true }
        ? new(
            claims.Read(principal, Role.Operator) is not null,
            claims.Read(principal, Role.Developer)?.Developer,
            claims.Read(principal, Role.WorkspaceAdmin)?.Workspace,
            principal.FindFirstValue("name"))
        : null;
}
