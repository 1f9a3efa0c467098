namespace Registry.Api.Tests;

/// <summary>The <c>token</c> command.</summary>
public sealed class TokenCommandTests(RegistryServer server)
{
    [Fact]
    public async Task Token_BesideARunningRegistry_IsGoodForIt()
    {
        var scene = new Scene(server);
        using var directory = new TemporaryDirectory();
        Directory.CreateDirectory(Path.Combine(directory.Path, "data"));
        var key = Path.Combine(server.DataDirectory, LocalIssuerKey.FileName);
        File.Copy(key, Path.Combine(directory.Path, "data", LocalIssuerKey.FileName));
        var (exitCode, output, error) = await ApiProcess.RunAsync(
            directory.Path, "Development", "token", "--role", "developer", "--role", "workspace_admin", "--developer", scene.DeveloperId, "--workspace", scene.Workspace);

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Matches(@"^[\w-]+\.[\w-]+\.[\w-]+\r?\n$", output);
        var caller = scene.As(output.Trim());
        (await caller.PutAsync(scene.AppPath, scene.AppBody())).Is(201);
        (await caller.PutAsync(scene.InstallationPath)).Is(201);
    }

    [Fact]
    public async Task Token_BeforeTheFirstStart_MakesAKeyForItsOwnerOnly()
    {
        using var directory = new TemporaryDirectory();
        var results = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => ApiProcess.RunAsync(directory.Path, "Development", "token", "--role", "service")));

        Assert.All(results, result => Assert.Equal(0, result.ExitCode));
        var file = Assert.Single(Directory.GetFiles(Path.Combine(directory.Path, "data")));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }

        var ids = results.Select(result => new Microsoft.IdentityModel.JsonWebTokens.JsonWebToken(result.Output.Trim()).Kid).Distinct();
        Assert.Single(ids);
    }

    [Theory]
    [InlineData("--role somebody", "no such role")]
    [InlineData("--role workspace_admin", "--workspace")]
    [InlineData("--role developer", "--developer")]
    [InlineData("--role developer --developer a/b", "1 to 64 characters")]
    [InlineData("--role service --workspace ws_acme", "workspace_admin")]
    [InlineData("--role service --hours 0", "--hours")]
    [InlineData("--role service --hours 8761", "--hours")]
    [InlineData("--role service --hours many", "many")]
    [InlineData("--rol service", "--rol")]
    [InlineData("--role service --hour 1", "'--hour'")]
    [InlineData("--role service --hour=1", "'--hour=1'")]
    [InlineData("--role service more", "'more'")]
    [InlineData("--role service --Storage:Path", "'--Storage:Path'")]
    [InlineData("", "--role")]
    public async Task Token_WithWrongArguments_IsRefused(string arguments, string says)
    {
        using var directory = new TemporaryDirectory();
        var (exitCode, output, error) = await ApiProcess.RunAsync(directory.Path, "Development", ["token", .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.NotEqual(0, exitCode);
        Assert.DoesNotContain("eyJ", output, StringComparison.Ordinal);
        Assert.Contains(says, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("token --role operator --Storage:Path=elsewhere")]
    [InlineData("token --role operator --Storage:Path elsewhere")]
    [InlineData("token --Storage:Path elsewhere --role operator")]
    [InlineData("--Storage:Path elsewhere token --role operator")]
    public async Task Token_WithSettings_FollowsThemAsTheServerDoes(string arguments)
    {
        using var directory = new TemporaryDirectory();
        var key = Path.Combine(directory.Path, "elsewhere", LocalIssuerKey.FileName);

        var (exitCode, output, error) = await ApiProcess.RunAsync(directory.Path, "Development", [.. arguments.Split(' '), "--Auth:Audience=others", "--Auth:RoleClaim", "roles"]);

        Assert.True(exitCode == 0, error);
        var token = new Microsoft.IdentityModel.JsonWebTokens.JsonWebToken(output.Trim());
        Assert.Equal(["others"], token.Audiences);
        Assert.Equal("operator", token.GetClaim("roles").Value);
        Assert.Contains(key, Assert.Single(error.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.True(File.Exists(key));
        Assert.Equal([Path.GetDirectoryName(key)!], Directory.GetFileSystemEntries(directory.Path));
    }

    [Fact]
    public async Task Token_InProduction_IsRefused()
    {
        using var directory = new TemporaryDirectory();
        var (exitCode, output, error) = await ApiProcess.RunAsync(directory.Path, "Production", "token", "--role", "service");
        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains("Auth:Authority", error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(directory.Path));
    }
}
