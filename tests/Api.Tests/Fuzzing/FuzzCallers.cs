namespace Registry.Api.Tests.Fuzzing;

/// <summary>Everybody who calls: each role alone, all of them at once, and strangers.</summary>
internal sealed class FuzzCallers
{
    private readonly FuzzCaller[] known;
    private readonly FuzzCaller[] strangers;

    public FuzzCallers(RegistryServer server, FuzzEstate estate)
    {
        Everything = new(
            $"--role developer --role workspace_admin --role service --role operator --developer {estate.Developers[0]} --workspace {estate.Workspaces[0]}",
            $"Bearer {server.Token(["developer", "workspace_admin", "service", "operator"], estate.Workspaces[0], estate.Developers[0])}");
        known =
        [
            new("--role operator", $"Bearer {server.Token(["operator"])}"),
            new("--role service", $"Bearer {server.Token(["service"])}"),
            .. estate.Developers.Select(developer => new FuzzCaller($"--role developer --developer {developer}", $"Bearer {server.Token(["developer"], developer: developer)}")),
            .. estate.Workspaces.Select(workspace => new FuzzCaller($"--role workspace_admin --workspace {workspace}", $"Bearer {server.Token(["workspace_admin"], workspace)}")),
        ];
        var token = server.Token(["operator"]);
        strangers =
        [
            new("nobody", null, IsKnown: false),
            new("an expired token", $"Bearer {server.Token(["operator"], issued: new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero))}", IsKnown: false),
            new("a token that is cut off", $"Bearer {token[..^5]}", IsKnown: false),
            new("a token without a signature", $"Bearer {Tokens.Unsigned(new() { ["role"] = "operator" })}", IsKnown: false),
            .. new[]
            {
                $"Bearer {Marks.Credentials}", $"Basic {Marks.Credentials}", Marks.Credentials, $"Bearer {Marks.Credentials}.{Marks.Credentials}.{Marks.Credentials}", $"Bearer {Marks.Credentials} \u00e9", $"{Marks.Credentials} {token}",
                $"Bearer {Marks.Credentials}{new string('x', 9_000)}", "Bearer", "", $"Bearer {Marks.Credentials}, Bearer {token}",
            }.Select(credentials => new FuzzCaller("other credentials", credentials, IsKnown: false)),
        ];
    }

    /// <summary>Somebody in all roles at once.</summary>
    public FuzzCaller Everything { get; }

    public FuzzCaller Known(Random random) => random.Chance(65) ? Everything : random.Pick(known);

    public FuzzCaller Stranger(Random random) => random.Pick(strangers);
}
