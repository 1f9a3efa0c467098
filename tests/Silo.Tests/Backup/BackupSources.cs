using System.Collections.Concurrent;
using Registry.Servers;

[assembly: AssemblyFixture(typeof(Registry.Silo.Tests.BackupSources))]

namespace Registry.Silo.Tests;

/// <summary>A backup of a <see cref="BackupSample"/> from each storage, with what the registry answered about it. Made when first asked for.</summary>
public sealed class BackupSources : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<Task<(string File, IReadOnlyList<string> Answers)>>> sources = new();
    private readonly TempDirectory directory = new();

    public Task<(string File, IReadOnlyList<string> Answers)> GetAsync(string provider, PostgresFixture postgres) =>
        sources.GetOrAdd(provider, _ => new(() => MakeAsync(provider, postgres))).Value;

    public void Dispose() => directory.Dispose();

    private async Task<(string File, IReadOnlyList<string> Answers)> MakeAsync(string provider, PostgresFixture postgres)
    {
        var file = Path.Combine(directory.Path, $"{provider}.jsonl");
        await using var place = await RegistryPlace.CreateAsync(provider, postgres);
        List<string> answers = [];
        await place.UseAsync(async host =>
        {
            await new BackupSample(host.Grains).MakeAsync();
            answers = await Observation.OfAsync(host);
        });
        await place.ExportAsync(file);
        return (file, answers);
    }
}
