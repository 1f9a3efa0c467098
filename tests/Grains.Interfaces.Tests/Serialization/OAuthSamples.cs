namespace Registry.Grains.Interfaces.Tests;

/// <summary>The part of <see cref="Samples"/> that is about OAuth.</summary>
internal static class OAuthSamples
{
    private const string RedirectUri = "https://fin.example/installed";
    private const string Keys = """{"keys":[]}""";

    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private static readonly AccessTokenId Token = AccessTokenId.Parse("4f1c9a0b7d3e6528");
    private static readonly AuthorizationCodeId Code = AuthorizationCodeId.Parse("0d4b8f6a2c9e7153");
    private static readonly ScopeId ReadTags = ScopeId.Parse("read_tags");
    private static readonly AccessTokenState State = new([ReadTags], 12, Noon, Noon.AddHours(1));

    public static ClientSecretId Id { get; } = ClientSecretId.Parse("9b2e6d0c41f7a385");

    private static readonly AppClientSecret Secret = new(Id, "x9Qk", Noon, Noon.AddDays(1));

    public static NewClientSecret NewSecret { get; } = new(Id, "hash", "x9Qk");

    public static AccessTokenName TokenName { get; } = new(Token, "Production");

    public static TokenPair Pair { get; } = new("access", Noon.AddHours(1), "refresh", Noon.AddDays(180));

    public static AppOAuth App { get; } = new() { RedirectUris = [RedirectUri], Keys = Keys, Secrets = [Secret], TokenLifetime = TimeSpan.FromHours(1) };

    public static IReadOnlyList<object> All { get; } =
    [
        Token, Id, Code, NewSecret, Secret, App, TokenName, Pair, State,
        new ClientSecret(Id, "hash", "x9Qk", Noon),
        new OAuthSettings([RedirectUri], Keys, TimeSpan.FromHours(1)),
        new OAuthClient
        {
            App = AppId.Parse("fin-reports"),
            Name = "Fin reports",
            RedirectUris = [RedirectUri],
            Secrets = [new(Id, "hash", "x9Qk", Noon)],
            Keys = Keys,
            IsSuspended = true,
            TokenLifetime = TimeSpan.FromHours(1),
            Developer = DeveloperId.Parse("dev_fin"),
        },
        new NewAccessToken(Token, "hash", Code, Noon, Noon.AddDays(-1), Pair),
        new AccessToken(Token, "Production", Noon, "workspace_admin:ws_acme", true),
        new AccessTokenProof(Token, "hash"),
        new RefreshResult.Refreshed(State),
        new RefreshResult.Refused(),
    ];
}
