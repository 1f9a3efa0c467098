using System.Collections.Immutable;

namespace Registry.Grains.Interfaces;

/// <summary>The outcome of a change of an app.</summary>
[GenerateSerializer, Immutable, Alias("registry.AppResult")]
public abstract record AppResult
{
    private AppResult()
    {
    }

    /// <summary>The app is now as asked for; that is on disk and effective on every silo.</summary>
    /// <param name="App">The app after the call.</param>
    /// <param name="Created">Whether this call registered the app.</param>
    /// <param name="Changed">Whether this call changed anything; false for a repetition.</param>
    /// <param name="SilencedTopics">The topics that fell silent with this change, for want of a scope.</param>
    [GenerateSerializer, Immutable, Alias("registry.AppResult.Accepted")]
    public sealed record Accepted(
        [property: Id(0)] App App,
        [property: Id(1)] bool Created,
        [property: Id(2)] bool Changed,
        [property: Id(3)] ImmutableArray<TopicId> SilencedTopics) : AppResult;

    /// <summary>Nothing was changed.</summary>
    [GenerateSerializer, Immutable, Alias("registry.AppResult.Refused")]
    public sealed record Refused([property: Id(0)] Refusal Reason) : AppResult;
}
