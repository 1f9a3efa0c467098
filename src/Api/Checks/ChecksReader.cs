using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>
/// Reads batches of checks that are plainly right, many times as fast as <see cref="BodyInspector"/>, which finds everything
/// that is wrong with a body. It leaves to that one whatever is not as programs usually write it, so it accepts nothing more.
/// </summary>
internal static class ChecksReader
{
    private const int FirstGuess = 128;

    private static readonly IdTable<WorkspaceId> Workspaces = new();
    private static readonly IdTable<AppId> Apps = new();
    private static readonly IdTable<ScopeId> Scopes = new();

    /// <summary>The checks in a body; null where it has to be looked at closely.</summary>
    public static ChecksRequest? TryRead(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            if (!Next(ref reader, JsonTokenType.StartObject)
                || !Next(ref reader, JsonTokenType.PropertyName) || reader.ValueIsEscaped || !reader.ValueTextEquals("checks"u8)
                || !Next(ref reader, JsonTokenType.StartArray)
                || TryReadList(ref reader) is not { } request
                || !Next(ref reader, JsonTokenType.EndObject))
            {
                return null;
            }

            // Nothing may follow.
            return reader.Read() ? null : request;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ChecksRequest? TryReadList(ref Utf8JsonReader reader)
    {
        var checks = new List<ScopeCheck>(FirstGuess);
        var revisions = new List<long>(FirstGuess);
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            if (checks.Count == Limits.ChecksInBatch || !TryReadCheck(ref reader, out var check, out var revision))
            {
                return null;
            }

            checks.Add(check);
            revisions.Add(revision);
        }

        return reader.TokenType == JsonTokenType.EndArray && checks.Count > 0
            ? new(ImmutableArray.Create(CollectionsMarshal.AsSpan(checks)), ImmutableArray.Create(CollectionsMarshal.AsSpan(revisions)))
            : null;
    }

    private static bool TryReadCheck(ref Utf8JsonReader reader, out ScopeCheck check, out long minRevision)
    {
        WorkspaceId? workspace = null;
        AppId? app = null;
        ScopeId? scope = null;
        long? revision = null;
        (check, minRevision) = (default, 0);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            // A name that comes twice finds its value there already.
            var isRead = !reader.ValueIsEscaped && true switch
            {
                _ when reader.ValueTextEquals("workspace"u8) => TryReadId(ref reader, Workspaces, ref workspace),
                _ when reader.ValueTextEquals("app"u8) => TryReadId(ref reader, Apps, ref app),
                _ when reader.ValueTextEquals("scope"u8) => TryReadId(ref reader, Scopes, ref scope),
                _ when reader.ValueTextEquals("minRevision"u8) => TryReadRevision(ref reader, ref revision),
                _ => false,
            };
            if (!isRead)
            {
                return false;
            }
        }

        if (reader.TokenType != JsonTokenType.EndObject || workspace is null || app is null || scope is null)
        {
            return false;
        }

        (check, minRevision) = (new(new(workspace.Value, app.Value), scope.Value), revision ?? 0);
        return true;
    }

    private static bool TryReadId<T>(ref Utf8JsonReader reader, IdTable<T> ids, ref T? value)
        where T : struct, IIdentifier<T>
    {
        if (value is not null || !Next(ref reader, JsonTokenType.String) || reader.ValueIsEscaped || !ids.TryFind(reader.ValueSpan, out var id))
        {
            return false;
        }

        value = id;
        return true;
    }

    private static bool TryReadRevision(ref Utf8JsonReader reader, ref long? value)
    {
        if (value is not null || !Next(ref reader, JsonTokenType.Number) || !reader.TryGetInt64(out var revision) || revision < 0)
        {
            return false;
        }

        value = revision;
        return true;
    }

    private static bool Next(ref Utf8JsonReader reader, JsonTokenType token) => reader.Read() && reader.TokenType == token;
}
