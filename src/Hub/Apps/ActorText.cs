using Registry.Front;

namespace Registry.Hub;

/// <summary>Says who made a change, as recorded by <see cref="Caller.Actor"/>, in words.</summary>
internal static class ActorText
{
    public static string Of(string actor)
    {
        var (who, person) = Split(actor, '/');
        var (role, id) = Split(who, ':');
        var word = RoleNames.Parse(role) switch
        {
            Role.Operator => AppTexts.ActorOperator,
            Role.Developer => AppTexts.ActorDeveloper,
            Role.WorkspaceAdmin => AppTexts.ActorAdmin,
            Role.Service => AppTexts.ActorService,
            _ => role,
        };
        return (id, person) switch
        {
            (null, null) => word,
            (null, _) => $"{word} {person}",
            (_, null) => $"{word} {id}",
            _ => $"{word} {id} ({person})",
        };
    }

    private static (string Before, string? After) Split(string text, char separator) =>
        text.IndexOf(separator, StringComparison.Ordinal) is var at and >= 0 ? (text[..at], text[(at + 1)..]) : (text, null);
}
