using System.Globalization;
using System.Runtime.CompilerServices;
using Registry.Grains.Interfaces;

namespace Registry.Api;

/// <summary>
/// Reads batches of checks that are plainly right, many times as fast as <see cref="BodyInspector"/>, which finds everything
/// that is wrong with a body. It leaves to that one whatever is not as programs usually write it, so it accepts nothing more:
/// a text is taken for an id and nothing else, and an id has no character that JSON escapes.
/// </summary>
internal ref struct ChecksReader
{
    private ReadOnlySpan<byte> rest;

    private ChecksReader(ReadOnlySpan<byte> json) => rest = json;

    /// <summary>The checks in a body; null where it has to be looked at closely.</summary>
    public static ChecksRequest? TryRead(ReadOnlySpan<byte> json)
    {
        var shortest = """{"workspace":"w","app":"a","scope":"s"}"""u8;
        var request = new ChecksRequest(Math.Min(1 + (json.Length / shortest.Length), Limits.ChecksInBatch));
        if (new ChecksReader(json).TryReadBody(request))
        {
            return request;
        }

        request.Dispose();
        return null;
    }

    private bool TryReadBody(ChecksRequest request)
    {
        if (!TryTake('{') || !TryTake('"') || !TryTakeName("checks\""u8) || !TryTake('['))
        {
            return false;
        }

        do
        {
            if (request.Count == Limits.ChecksInBatch || !TryReadCheck(out var check, out var minRevision))
            {
                return false;
            }

            request.Add(check, minRevision);
        }
        while (TryTake(','));

        if (!TryTake(']') || !TryTake('}'))
        {
            return false;
        }

        // Nothing may follow.
        SkipWhitespace();
        return rest.IsEmpty;
    }

    private bool TryReadCheck(out ScopeCheck check, out long minRevision)
    {
        var beginning = rest;
        if (TryReadPlainCheck(out check, out minRevision))
        {
            return true;
        }

        rest = beginning;
        return TryReadAnyCheck(out check, out minRevision);
    }

    // As most programs write it: the members in this order, and nothing between them.
    private bool TryReadPlainCheck(out ScopeCheck check, out long minRevision)
    {
        // In a variable, which stays in the processor's registers; what belongs to the reader goes through memory each time.
        var json = rest;
        (check, minRevision) = (default, 0);
        if (!TryTake(ref json, "{\"workspace\":\""u8) || !TryTakeId(ref json, CheckIds.Workspaces, out var workspace)
            || !TryTake(ref json, ",\"app\":\""u8) || !TryTakeId(ref json, CheckIds.Apps, out var app)
            || !TryTake(ref json, ",\"scope\":\""u8) || !TryTakeId(ref json, CheckIds.Scopes, out var scope))
        {
            return false;
        }

        rest = json;
        check = new(new(workspace, app), scope);
        return TryTake(ref rest, "}"u8)
            || (TryTake(ref rest, ",\"minRevision\":"u8) && TryReadRevision(out minRevision) && TryTake(ref rest, "}"u8));
    }

    private bool TryReadAnyCheck(out ScopeCheck check, out long minRevision)
    {
        WorkspaceId? workspace = null;
        AppId? app = null;
        ScopeId? scope = null;
        long? revision = null;
        (check, minRevision) = (default, 0);
        if (!TryTake('{'))
        {
            return false;
        }

        do
        {
            // A name that comes twice finds its value there already.
            var isRead = TryTake('"') && true switch
            {
                _ when TryTakeName("workspace\""u8) => TryReadId(CheckIds.Workspaces, ref workspace),
                _ when TryTakeName("app\""u8) => TryReadId(CheckIds.Apps, ref app),
                _ when TryTakeName("scope\""u8) => TryReadId(CheckIds.Scopes, ref scope),
                _ when TryTakeName("minRevision\""u8) => TryReadRevision(ref revision),
                _ => false,
            };
            if (!isRead)
            {
                return false;
            }
        }
        while (TryTake(','));

        if (!TryTake('}') || workspace is null || app is null || scope is null)
        {
            return false;
        }

        (check, minRevision) = (new(new(workspace.Value, app.Value), scope.Value), revision ?? 0);
        return true;
    }

    private bool TryReadId<T>(IdTable<T> ids, ref T? value)
        where T : struct, IIdentifier<T>
    {
        if (value is not null || !TryTake('"') || !TryTakeId(ref rest, ids, out var id))
        {
            return false;
        }

        value = id;
        return true;
    }

    private bool TryReadRevision(ref long? value)
    {
        SkipWhitespace();
        if (value is not null || !TryReadRevision(out var revision))
        {
            return false;
        }

        value = revision;
        return true;
    }

    private bool TryReadRevision(out long revision)
    {
        revision = 0;
        var digits = rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (digits <= 0 || (digits > 1 && rest[0] == '0') || !long.TryParse(rest[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out revision))
        {
            return false;
        }

        rest = rest[digits..];
        return true;
    }

    // Inlined, as a text whose length is known is compared in one or two instructions.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryTake(ref ReadOnlySpan<byte> json, ReadOnlySpan<byte> text)
    {
        if (!json.StartsWith(text))
        {
            return false;
        }

        json = json[text.Length..];
        return true;
    }

    // After the quote that it begins with, up to and with the one that ends it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryTakeId<T>(ref ReadOnlySpan<byte> json, IdTable<T> ids, out T id)
        where T : struct, IIdentifier<T>
    {
        var length = json.IndexOf((byte)'"');
        if (length < 0 || !ids.TryFind(json[..length], out id))
        {
            id = default;
            return false;
        }

        json = json[(length + 1)..];
        return true;
    }

    // The name of a member up to the quote that ends it, and the colon.
    private bool TryTakeName(ReadOnlySpan<byte> name) =>
        TryTake(ref rest, name) && TryTake(':');

    private bool TryTake(char token)
    {
        SkipWhitespace();
        if (rest.IsEmpty || rest[0] != token)
        {
            return false;
        }

        rest = rest[1..];
        return true;
    }

    private void SkipWhitespace()
    {
        while (!rest.IsEmpty && rest[0] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            rest = rest[1..];
        }
    }
}
