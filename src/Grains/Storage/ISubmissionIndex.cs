using System.Collections.Immutable;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>
/// Which apps may be waiting for the decision of an operator. A row is added before the submission is stored and removed
/// after the decision was, so after a crash there may be one too many: readers ask the grain. A row carries the manifest
/// version that was announced. Errors as in <see cref="IInstallationIndex"/>.
/// </summary>
/// <remarks>
/// A removal names a version too and leaves rows of later ones alone, so the order in which an announcement and the
/// removals of before arrive does not matter. Rows that an upgrade made for apps of before it are of version 0.
/// </remarks>
internal interface ISubmissionIndex
{
    /// <summary>Announces that <paramref name="version"/>, which is submitted, is about to be stored. The row keeps the highest version.</summary>
    Task AddAsync(AppId app, long version);

    /// <summary>Removes the row unless it is of a later version than <paramref name="version"/>, which is stored and not submitted.</summary>
    Task RemoveAsync(AppId app, long version);

    /// <summary>Apps by id, ordinal, after <paramref name="after"/>, up to <paramref name="limit"/>.</summary>
    Task<ImmutableArray<AppId>> ReadAsync(AppId? after, int limit);
}
