using CsCheck;

namespace Registry.Grains.Tests;

/// <summary>Random scopes and topics, now and then unknown ones or one of them twice.</summary>
internal static class IdGen
{
    public static Gen<string> KnownScope { get; } = Gen.OneOf(Names.Scopes);

    public static Gen<string> Scope { get; } = Gen.Frequency((30, KnownScope), (1, Gen.Const(Names.UnknownScope)));

    /// <summary>Any scopes, or all that canvas_kit forces and some more.</summary>
    public static Gen<string[]> Scopes { get; } = Gen.Select(Gen.Bool, Scope.Array[0, 3], (isComplete, more) => isComplete ? [.. Names.Scopes[..4], .. more] : more);

    public static Gen<string> Topic { get; } = Gen.Frequency((30, Gen.OneOf(Names.Topics)), (1, Gen.Const(Names.UnknownTopic)));

    public static Gen<string[]> Topics { get; } = Topic.Array[0, 3];

    public static Gen<string> Url { get; } = Gen.OneOf("https://fin.example/a", "https://fin.example/b");

    public static Gen<(string Id, string? Reason)[]> Requests { get; } = Gen.Select(Scopes, Reason().Array[8], (scopes, reasons) =>
        scopes.Select((scope, i) => (scope, reasons[i])).ToArray());

    private static Gen<string?> Reason() => Gen.Frequency<string?>((14, "needed"), (3, "wanted"), (3, null), (1, " "));
}
