using System.Collections.Immutable;
using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo.Tests;

/// <summary>An app index during whose reading a key is made.</summary>
internal sealed class KeyMakingAppIndex(IAppIndex inner, Func<Task> make) : IAppIndex
{
    public Task AddAsync(AppId app, DeveloperId developer) => inner.AddAsync(app, developer);

    public async Task<ImmutableArray<AppId>> ReadAsync(DeveloperId? developer, AppId? after, int limit)
    {
        await make();
        return await inner.ReadAsync(developer, after, limit);
    }
}
