using System.Collections.Immutable;
using CsCheck;
using Registry.Grains;
using Registry.Grains.Interfaces;

namespace Registry.Silo.Tests;

/// <summary>Whatever may be stored, with every member filled or empty and text of every kind.</summary>
internal static class SampleGen
{
    private const string IdAlphabet = "ABCabcxyz019_-";

    private static readonly string[] Pieces = ["a", "/", "\"", "\\", "\n", "\0", "\u001b", "<", "&", "'", "\u00e9", "\u4e2d", "\U0001f600", "\u2028", " "];

    // Quotes and separators, other scripts, a pair of surrogates, control characters; half a pair is no text and never gets so far.
    public static readonly Gen<string> Text = Gen.Int[0, Pieces.Length - 1].Select(piece => Pieces[piece]).Array[0, 12].Select(string.Concat);

    public static readonly Gen<WorkspaceId> Workspace = Gen.String[Gen.Char[IdAlphabet], 1, 64].Select(text => WorkspaceId.Parse(text));

    public static readonly Gen<AppId> App = Gen.String[Gen.Char[IdAlphabet], 1, 64].Select(text => AppId.Parse(text));

    public static readonly Gen<DeliveryId> DeliveryId = Gen.Select(Workspace, Gen.OneOf(Gen.Long[0, 9], Gen.Long[0, 999_999_999_999_999_999]), (workspace, sequence) => new DeliveryId(workspace, sequence));

    private static readonly Gen<TopicId> Topic = Gen.String[Gen.Char[IdAlphabet + "."], 1, 128].Select(text => TopicId.Parse(text));

    private static readonly Gen<ScopeId> Scope = Gen.String[Gen.Char[IdAlphabet + "/:%#[]~"], 1, 128].Select(text => ScopeId.Parse(text));

    private static readonly Gen<DateTimeOffset> Time = Gen.Long[0, DateTime.MaxValue.Ticks].Select(ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

    public static readonly Gen<InstallationRecord> Record =
        from status in Gen.Enum<InstallationStatus>()
        from suspension in Gen.Select(Text, Text, Time, (reason, actor, at) => new Suspension(reason, actor, at)).Null()
        from scopes in Scope.Array[0, 5]
        from topics in Topic.Array[0, 5]
        from revision in Gen.Long[1, long.MaxValue]
        from times in Gen.Select(Time, Time)
        from actor in Text
        select new InstallationRecord
        {
            Status = status,
            Suspension = suspension,
            GrantedScopes = [.. scopes],
            DisabledTopics = [.. topics],
            Revision = revision,
            InstalledAt = times.Item1,
            InstalledBy = actor,
            UpdatedAt = times.Item2,
        };

    private static readonly Gen<DeliveryAttempt> Attempt = Gen.Select(Time, Gen.Long[0, long.MaxValue], Gen.Int[100, 999].Nullable(), Text.Null(), Text.Null(), (at, duration, status, error, response) =>
        new DeliveryAttempt { At = at, DurationMilliseconds = duration, StatusCode = status, Error = error, Response = response });

    public static readonly Gen<Delivery> Delivery =
        from id in DeliveryId
        from app in App
        from texts in Gen.Select(Text, Text)
        from topic in Topic
        from state in Gen.Select(Gen.Enum<DeliveryStatus>(), Gen.Enum<DeliveryReason>().Nullable())
        from times in Gen.Select(Time, Time.Nullable(), Time.Nullable(), Time.Nullable())
        from attempts in Attempt.Array[0, 4]
        from replayOf in DeliveryId.Nullable()
        select new Delivery
        {
            Id = id,
            App = app,
            MessageId = texts.Item1,
            EventId = texts.Item2,
            Topic = topic,
            Status = state.Item1,
            Reason = state.Item2,
            CreatedAt = times.Item1,
            FirstSentAt = times.Item2,
            NextAttemptAt = times.Item3,
            CompletedAt = times.Item4,
            AttemptCount = attempts.Length,
            Attempts = [.. attempts],
            ReplayOf = replayOf,
        };

    public static readonly Gen<StoredEvent> Event =
        from id in DeliveryId
        from texts in Gen.Select(Text, Text)
        from topic in Topic
        from times in Gen.Select(Time, Time)
        from item in Gen.Byte.Array[0, 200]
        from recipients in App.Array[0, 5]
        select new StoredEvent
        {
            Id = id,
            EventId = texts.Item1,
            Fingerprint = texts.Item2,
            Topic = topic,
            CreatedAt = times.Item1,
            IdExpiresAt = times.Item2,
            Item = item,
            Recipients = [.. recipients],
        };
}
