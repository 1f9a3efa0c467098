using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>What is stored about the replays of an app.</summary>
internal sealed record ReplayState
{
    /// <summary>The highest number that was given out.</summary>
    public long Last { get; init; }

    /// <summary>The last ones, newest first.</summary>
    public ImmutableArray<ReplayJob> Jobs { get; init; } = [];

    /// <summary>How far the one that runs has come; null until its deliveries are counted.</summary>
    public ReplayPosition? Position { get; init; }

    [JsonIgnore]
    public ReplayJob? Running => Jobs is [{ Status: ReplayStatus.Running } newest, ..] ? newest : null;

    public ReplayJob? Find(ReplayId id) => Jobs.FirstOrDefault(job => job.Id == id);

    /// <summary>The state after the one that runs has come further.</summary>
    public ReplayState With(ReplayJob newest, ReplayPosition? position) =>
        this with { Jobs = Jobs.SetItem(0, newest), Position = position };
}
