using Registry.Grains.Interfaces;
using Registry.Silo;

namespace Registry.Api;

/// <summary>What was asked of the <c>token</c> command.</summary>
internal sealed record TokenArguments(string[] Roles, string? Workspace, string? Developer, int Hours)
{
    /// <exception cref="StartRefusedException">The arguments make no token that is good for anything.</exception>
    public TokenRequest ToRequest(int mostHours)
    {
        var roles = Roles.Distinct(StringComparer.Ordinal).ToArray();
        if (roles.FirstOrDefault(role => RoleNames.Parse(role) == Role.None) is { } unknown)
        {
            throw new StartRefusedException($"--role {unknown}: there is no such role. Roles are {string.Join(", ", RoleNames.All)}.");
        }

        if (Hours < 1 || Hours > mostHours)
        {
            throw new StartRefusedException($"--hours {Hours}: must be 1 to {mostHours}.");
        }

        return new TokenRequest(
            roles,
            Tenant<WorkspaceId>(Workspace, roles.Contains(RoleNames.WorkspaceAdmin), RoleNames.WorkspaceAdmin),
            Tenant<DeveloperId>(Developer, roles.Contains(RoleNames.Developer), RoleNames.Developer));
    }

    private static T? Tenant<T>(string? text, bool needed, string role)
        where T : struct, IIdentifier<T> => (text, needed) switch
        {
            (null, false) => null,
            (null, true) => throw new StartRefusedException($"--role {role} needs --{T.Word} <id>."),
            (_, false) => throw new StartRefusedException($"--{T.Word} goes with --role {role} only."),
            _ => T.TryParse(text, null, out var id) ? id : throw new StartRefusedException($"--{T.Word} {text}: must be {T.Rule}."),
        };
}
