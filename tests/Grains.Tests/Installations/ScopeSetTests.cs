using System.Text.Json;
using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>Equal sets of scopes are one object, however they come about; a million installations have a few between them.</summary>
public sealed class ScopeSetTests
{
    private const string State = """
        {"record":{"status":"installed","grantedScopes":["read_tags","write_tags"],"disabledTopics":[],"revision":1,"installedAt":"2026-11-26T12:00:00+00:00","installedBy":"operator","updatedAt":"2026-11-26T12:00:00+00:00"},"lastChange":{"revision":1,"at":"2026-11-26T12:00:00+00:00","actor":"operator","action":"installed","requestId":"1","after":{"status":"installed","grantedScopes":["read_tags","write_tags"],"disabledTopics":[]}}}
        """;

    [Fact]
    public void Of_EqualScopes_IsOneSet()
    {
        var set = ScopeSets.Of(Scopes("read_tags", "write_tags"));

        Assert.Same(set, ScopeSets.Of(Scopes("read_tags", "write_tags")));
        Assert.NotSame(set, ScopeSets.Of(Scopes("write_tags", "read_tags")));
        Assert.NotSame(set, ScopeSets.Of(Scopes("read_tags")));
        Assert.NotSame(set, ScopeSets.Of([]));
        Assert.True(set.Contains(ScopeId.Parse("write_tags")));
        Assert.False(set.Contains(ScopeId.Parse("read_events")));
    }

    [Fact]
    public void Of_EverNewScopes_StaysBounded()
    {
        for (var number = 0; number < 40_000; number++)
        {
            Assert.Equal($"made-up-{number}", Assert.Single(ScopeSets.Of(Scopes($"made-up-{number}")).Scopes).Value);
        }

        Assert.InRange(ScopeSets.Count, 1, 20_000);
    }

    [Fact]
    public void State_ReadTwice_SharesItsScopesAndStaysAsItIs()
    {
        var (one, other) = (Read(State), Read(State));

        Assert.Equal(State.Trim(), JsonSerializer.Serialize(one, StateJson.Default.StoredStateInstallationRecordInstallationChange));
        Assert.Equal(Scopes("read_tags", "write_tags"), one.Record!.GrantedScopes.AsSpan());
        Assert.True(one.Record.GrantedScopes == one.LastChange!.After.GrantedScopes, "The record and its change do not share.");
        Assert.True(one.Record.GrantedScopes == other.Record!.GrantedScopes, "Two installations do not share.");
    }

    [Theory]
    [InlineData("\"read_tags\"")]
    [InlineData("[1]")]
    [InlineData("[\"read tags\"]")]
    [InlineData("null")]
    public void State_WithScopesThatAreNone_IsRefused(string scopes) =>
        Assert.Throws<JsonException>(() => Read(State.Replace("""["read_tags","write_tags"]""", scopes, StringComparison.Ordinal)));

    private static StoredState<InstallationRecord, InstallationChange> Read(string json) =>
        JsonSerializer.Deserialize(json, StateJson.Default.StoredStateInstallationRecordInstallationChange)!;

    private static ReadOnlySpan<ScopeId> Scopes(params string[] scopes) => scopes.Select(scope => ScopeId.Parse(scope)).ToArray();
}
