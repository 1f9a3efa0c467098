using Microsoft.AspNetCore.Http;
using Registry.Grains.Interfaces;

namespace Registry.Front;

/// <summary>
/// Who calls, in the role that permits the call: made by <see cref="CallerAuthorization"/> from validated claims,
/// never from route or body.
/// </summary>
public sealed record Caller : IBindableFromHttpContext<Caller>
{
    private const int MostSubjectCharacters = 128;

    /// <summary>The one role that the call is made in.</summary>
    public required Role Role { get; init; }

    /// <summary>Whom a developer stands for; null in any other role.</summary>
    public DeveloperId? Developer { get; init; }

    /// <summary>Whose admin a workspace admin is; null in any other role.</summary>
    public WorkspaceId? Workspace { get; init; }

    /// <summary>The claim <c>sub</c>, where there is one.</summary>
    public string? Subject { get; init; }

    /// <summary>The caller as the history names it, e.g. <c>developer:dev_fin</c> or <c>operator/alice</c>.</summary>
    public string Actor
    {
        get
        {
            var who = Role switch
            {
                Role.Operator => RoleNames.Operator,
                Role.Service => RoleNames.Service,
                Role.WorkspaceAdmin => $"{RoleNames.WorkspaceAdmin}:{Workspace}",
                Role.Developer => $"{RoleNames.Developer}:{Developer}",
                _ => throw new InvalidOperationException($"Nobody acts as {Role}."),
            };
            return string.IsNullOrEmpty(Subject) ? who : $"{who}/{Printable(Subject)}";
        }
    }

    public static ValueTask<Caller?> BindAsync(HttpContext context, System.Reflection.ParameterInfo parameter) =>
        ValueTask.FromResult<Caller?>(Of(context));

    public static Caller Of(HttpContext context) =>
        context.Features.Get<Caller>() ?? throw new InvalidOperationException("The endpoint does not say which roles may call it.");

    private static string Printable(string subject) =>
        string.Concat(subject.Take(MostSubjectCharacters).Select(character => char.IsControl(character) || char.IsSurrogate(character) ? '_' : character));
}
