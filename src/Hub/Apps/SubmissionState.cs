using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Hub;

/// <summary>What stands between an app and its submission.</summary>
internal sealed record SubmissionState
{
    /// <summary>Scopes that lack a reason and that no capability forces.</summary>
    public required ImmutableArray<ScopeId> Unexplained { get; init; }

    /// <summary>Whether the current version is one that can be submitted.</summary>
    public required bool IsOpen { get; init; }

    public bool IsReady => IsOpen && Unexplained.IsEmpty;

    public static SubmissionState Of(App app) => new()
    {
        Unexplained = [.. app.Scopes.Where(scope => scope.RequiredBy.IsEmpty && string.IsNullOrWhiteSpace(scope.Reason)).Select(scope => scope.Id)],
        IsOpen = app is { Visibility: AppVisibility.Public, Status: AppStatus.Draft or AppStatus.Rejected },
    };
}
