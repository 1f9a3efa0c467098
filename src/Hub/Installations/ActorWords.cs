using Registry.Front;

namespace Registry.Hub;

/// <summary>Says who did something, from how the history names it: <c>workspace_admin:ws_acme/alice</c>.</summary>
internal static class ActorWords
{
    public static string Of(string actor)
    {
        var slash = actor.IndexOf('/', StringComparison.Ordinal);
        var who = slash < 0 ? actor : actor[..slash];
        var role = who.Split(':')[0] switch
        {
            RoleNames.Operator => CommonTexts.RoleOperator,
            RoleNames.Service => InstallationTexts.ActorService,
            RoleNames.WorkspaceAdmin => CommonTexts.RoleAdmin,
            RoleNames.Developer => CommonTexts.RoleDeveloper,

            // The history is also written by whoever imported it.
            _ => who,
        };
        return slash < 0 ? role : $"{role} {actor[(slash + 1)..]}";
    }
}
