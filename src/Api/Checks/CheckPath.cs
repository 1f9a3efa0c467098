using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>
/// Reads <c>/v1/workspaces/{workspace}/installations/{app}/scopes/{scope}</c> without the routes. What is not plainly that is
/// left to them: an escape, a slash at the end, letters in another case.
/// </summary>
internal static class CheckPath
{
    public static bool TryRead(ReadOnlySpan<char> path, out ScopeCheck check)
    {
        if (TryTake(ref path, "/v1/workspaces/", out var workspace) && CheckIds.Workspaces.TryFind(workspace, out var workspaceId)
            && TryTake(ref path, "/installations/", out var app) && CheckIds.Apps.TryFind(app, out var appId)
            && TryTake(ref path, "/scopes/", out var scope) && path.IsEmpty && CheckIds.Scopes.TryFind(scope, out var scopeId))
        {
            check = new(new(workspaceId, appId), scopeId);
            return true;
        }

        check = default;
        return false;
    }

    // What stands before an id, and the id, which ends where the path goes on. What is escaped yet is looked at closely elsewhere.
    private static bool TryTake(ref ReadOnlySpan<char> path, string name, out ReadOnlySpan<char> id)
    {
        id = default;
        if (!path.StartsWith(name, StringComparison.Ordinal))
        {
            return false;
        }

        var rest = path[name.Length..];
        var end = rest.IndexOfAny('/', '%');
        id = end < 0 ? rest : rest[..end];
        path = rest[id.Length..];
        return true;
    }
}
