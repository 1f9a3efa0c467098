namespace Registry.Api.Tests.Fuzzing;

/// <summary>What is in everything that must not be written anywhere, so that <see cref="LeakWatch"/> finds it.</summary>
internal static class Marks
{
    /// <summary>In texts of bodies. Orleans itself shows what grains answer, at the level Trace.</summary>
    public const string Text = "fuzztext";

    /// <summary>In idempotency keys.</summary>
    public const string Key = "fuzzkey";

    /// <summary>In what is sent as credentials and is no token of the registry.</summary>
    public const string Credentials = "fuzzcredentials";

    /// <summary>How webhook secrets begin.</summary>
    public const string Secret = "whsec_";

    /// <summary>How tokens begin: <c>{"alg":</c> in base64.</summary>
    public const string Token = "eyJhbGciOi";

    /// <summary>What no log shows, however much is logged.</summary>
    public static readonly string[] Secrets = [Key, Credentials, Secret, Token];
}
