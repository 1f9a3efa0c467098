using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>
/// Which apps there may be, by developer. A row is added before the app is first stored, so after a crash there may be
/// a row without an app: readers ask the grain. Errors as in <see cref="IInstallationIndex"/>.
/// </summary>
internal interface IAppIndex
{
    /// <summary>Adds the row, or changes its developer where it exists.</summary>
    Task AddAsync(AppId app, DeveloperId developer);

    /// <summary>Apps by id, ordinal, after <paramref name="after"/>, up to <paramref name="limit"/>; of one developer, or all.</summary>
    Task<ImmutableArray<AppId>> ReadAsync(DeveloperId? developer, AppId? after, int limit);
}
